// @ts-check
// A quote as a citation, as JSON, and as a link to its place in the article. Pure.

/** @import { Answer, Article, Item } from "./types.js" */

import { confidenceInWords, cueInWords, TYPE_NAMES } from "./wording.js";

// A text longer than this is named by its first and last words alone.
const WHOLE = 60;
const ENDS = 5;

/**
 * @param {Item} item
 * @param {Answer} answer
 * @returns {string} who, what, how it was said, and where
 */
export function citation(item, answer) {
  const { quote, speaker } = item;
  const { title, publisher, published, url } = answer.article;
  const who = speaker ? [speaker.name, speaker.description].filter(Boolean).join(", ") : "Speaker not identified";
  const how = [TYPE_NAMES[quote.type].toLowerCase()];
  if (quote.cue) how.push(`“${quote.cue.text}”`);
  if (quote.cue?.negated || quote.cue?.hedged) how.push(`the source ${cueInWords(quote.cue)} this`);
  const where = [title, publisher, published, url].filter(Boolean).join(", ");
  const read = `Whosaid ${answer.model.version}, confidence ${confidenceInWords(quote.confidence)}`;
  return `${who}: ${quote.content.text} (${how.join("; ")}).${where ? ` ${where}.` : ""} [${read}]`;
}

/**
 * @param {Item} item
 * @returns {string} the quote and its speaker as the service gave them
 */
export function asJson(item) {
  return JSON.stringify({ quote: item.quote, speaker: item.speaker }, null, 1);
}

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
 * @param {URL} address
 * @returns {string} a link that makes a browser scroll to the quote and mark it
 */
export function fragmentLink(item, address) {
  const directives = item.quote.content.spans.map(({ text }) => directive(text)).filter(Boolean);
  const before = address.href.includes("#") ? address.href : `${address.href}#`;
  return directives.length ? `${before}:~:text=${directives.join("&text=")}` : address.href;
}

/**
 * A text directive. The marks around a quote are left out, because sites set them in their own style.
 * @param {string} text
 */
function directive(text) {
  const bare = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const words = bare.split(/\s+/).filter(Boolean);
  // A browser matches within one paragraph, unless it is told the first and the last words.
  const whole = (bare.length <= WHOLE || words.length <= 2 * ENDS) && !bare.includes("\n");
  if (whole || words.length < 2) return encode(words.join(" "));
  const ends = Math.min(ENDS, Math.floor(words.length / 2));
  return `${encode(words.slice(0, ends).join(" "))},${encode(words.slice(-ends).join(" "))}`;
}

/** @param {string} words */
function encode(words) {
  // A hyphen marks a prefix or suffix there. Half a character, which no address can hold, is replaced.
  return encodeURIComponent(words.toWellFormed()).replaceAll("-", "%2D");
}
