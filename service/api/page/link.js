// @ts-check
// A quote as a link that makes a browser scroll to its words: a text fragment,
// the text fragments of the WICG. Pure.

/** @import { Article, Item, Span } from "./types.js" */

// A text longer than this is named by its first and last words alone.
const WHOLE = 60;
const ENDS = 5;
// So many words before and after tell one place from others with the same words.
const CONTEXT = 4;
const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/**
 * @param {Article} article
 * @returns {URL | null} its address, where it is one of the web
 */
export function addressOf(article) {
  const url = article.url && URL.canParse(article.url) ? new URL(article.url) : null;
  return url && ["http:", "https:"].includes(url.protocol) ? url : null;
}

/**
 * @param {Item} item
 * @param {Article} article
 * @returns {string | null} null where the article has no address, or the quote no words
 */
export function fragmentLink(item, article) {
  const address = addressOf(article);
  const directives = item.quote.content.spans.map((span) => directive(span, article.text)).filter(Boolean);
  if (!address || !directives.length) return null;
  // An address copied from such a link names other words.
  const bare = address.href.replace(/:~:.*$/s, "");
  return `${bare}${bare.includes("#") ? "" : "#"}:~:text=${directives.join("&text=")}`;
}

/**
 * A text directive. The marks around a quote are left out, because sites set them in their own style.
 * @param {Span} span
 * @param {string} text of the article
 * @returns {string | null}
 */
function directive(span, text) {
  const bare = span.text.replace(EDGES, "");
  if (!bare) return null;
  const ends = startAndEnd(bare);
  const start = span.start + span.text.indexOf(bare);
  const around = ends.every((words) => once(words, text)) ? ["", ""] : context(text, start, start + bare.length);
  const [before, after] = around.map(encode);
  return `${before && `${before}-,`}${ends.map(encode).join(",")}${after && `,-${after}`}`;
}

/**
 * @param {string} bare
 * @returns {string[]} all words, or the first and the last ones
 */
function startAndEnd(bare) {
  // A browser matches within one paragraph, unless it is told the first and the last words.
  const lines = bare.split("\n").map(wordsOf);
  if (lines.length > 1) return [lines[0].slice(0, ENDS).join(" "), (lines.at(-1) ?? []).slice(-ENDS).join(" ")];
  const [words] = lines;
  if (bare.length <= WHOLE || words.length <= 2 * ENDS) return [words.join(" ")];
  return [words.slice(0, ENDS).join(" "), words.slice(-ENDS).join(" ")];
}

/**
 * @param {string} words
 * @param {string} text
 * @returns {boolean} whether a browser, which heeds neither case nor line ends, finds them in one place alone
 */
function once(words, text) {
  const all = wordsOf(text).join(" ").toLowerCase();
  const sought = words.toLowerCase();
  return all.indexOf(sought) === all.lastIndexOf(sought);
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {string[]} the words just before and just after, of the same paragraph
 */
function context(text, start, end) {
  const stop = text.indexOf("\n", end);
  const before = wordsOf(text.slice(text.lastIndexOf("\n", start - 1) + 1, start));
  const after = wordsOf(text.slice(end, stop < 0 ? text.length : stop));
  return [before.slice(-CONTEXT).join(" "), after.slice(0, CONTEXT).join(" ")];
}

/** @param {string} text */
function wordsOf(text) {
  return text.split(/\s+/).filter(Boolean);
}

/** @param {string} words */
function encode(words) {
  // A hyphen marks a prefix or suffix there. Half a character, which no address can hold, is replaced.
  return encodeURIComponent(words.toWellFormed()).replaceAll("-", "%2D");
}
