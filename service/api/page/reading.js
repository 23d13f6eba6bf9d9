// @ts-check
// An article and its answer, joined into what the views show. Pure: no document, no network.

/** @import { Answer, Article, Item, Quote, Reading, Span, Speaker, Voice } from "./types.js" */

/** The key of those that the article does not name. */
export const NOBODY = "nobody";
/** How many colours style sheets have for speakers; further speakers use them again. */
export const COLOURS = 10;

const LETTERS = { direct: "D", indirect: "I", mixed: "M" };
const WORD = /[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu;

/**
 * @param {string} text
 * @returns {number} how many words it has
 */
export function countWords(text) {
  return text.match(WORD)?.length ?? 0;
}

/**
 * @param {string} text
 * @returns {string} what a search compares: without case, typographic marks and the kind of white space
 */
export function folded(text) {
  return text.toLowerCase().replace(/[‘’‛]/g, "'").replace(/[“”„‟]/g, '"').replace(/\s+/g, " ");
}

/**
 * Whether every span of `quote` is exactly the text's characters there. Where not, nothing of it may be highlighted:
 * a wrong place is worse than none.
 * @param {string} text
 * @param {Quote} quote
 */
export function holds(text, quote) {
  const spans = [quote.content.spans, quote.verbatim, quote.cue?.spans, quote.source?.spans, quote.resolution];
  return spans.flatMap((each) => each ?? []).every((span) => spanHolds(text, span));
}

/**
 * @param {string} text
 * @param {Span} span
 */
export function spanHolds(text, span) {
  return span.start < span.end && text.slice(span.start, span.end) === span.text;
}

/**
 * @param {Article} article
 * @param {Answer} answer with offsets in UTF-16
 * @returns {Reading}
 */
export function read(article, answer) {
  const speakers = new Map(answer.speakers.map((speaker) => [speaker.id, speaker]));
  const colours = new Map(answer.speakers.map((speaker, index) => [speaker.id, (index % COLOURS) + 1]));
  const sound = answer.quotes.filter((quote) => holds(article.text, quote));
  const items = sound.map((quote) => describe(quote, speakers, colours));
  const byId = new Map(items.map((item) => [item.id, item]));
  for (const item of items) {
    item.parent = byId.get(item.quote.nested_in ?? "") ?? null;
    item.parent?.children.push(item);
  }
  const amiss = answer.quotes.filter((quote) => !byId.has(quote.id)).map((quote) => quote.id);
  return { article, answer, items, byId, voices: voices(items, answer.speakers, colours), amiss };
}

/**
 * @param {Quote} quote
 * @param {Map<string, Speaker>} speakers
 * @param {Map<string, number>} colours
 * @returns {Item}
 */
function describe(quote, speakers, colours) {
  return {
    quote,
    id: quote.id,
    tag: LETTERS[quote.type] + quote.id.slice(1),
    speaker: speakers.get(quote.speaker ?? "") ?? null,
    colour: colours.get(quote.speaker ?? "") ?? 0,
    words: quote.content.spans.reduce((sum, span) => sum + countWords(span.text), 0),
    text: folded(quote.content.text),
    parent: null,
    children: [],
  };
}

/**
 * The speakers and, if need be, those that nobody is named for, the most quoted words first.
 * @param {Item[]} items
 * @param {Speaker[]} speakers
 * @param {Map<string, number>} colours
 * @returns {Voice[]}
 */
function voices(items, speakers, colours) {
  const groups = groupsOf(speakers);
  const bySpeaker = Map.groupBy(items, (item) => item.speaker?.id ?? NOBODY);
  const all = items.reduce((sum, item) => sum + item.words, 0) || 1;
  const voice = (/** @type {string} */ key, /** @type {Speaker | null} */ speaker) => {
    const own = bySpeaker.get(key) ?? [];
    const joint = [...(groups.get(key) ?? [])].flatMap((group) => bySpeaker.get(group) ?? []);
    const words = own.reduce((sum, item) => sum + item.words, 0);
    return { key, speaker, colour: colours.get(key) ?? 0, own, joint, words, share: words / all };
  };
  const named = speakers.map((speaker) => voice(speaker.id, speaker));
  named.sort((a, b) => b.words - a.words || b.own.length - a.own.length);
  return bySpeaker.has(NOBODY) ? [...named, voice(NOBODY, null)] : named;
}

/**
 * For each speaker the groups that they belong to, also by way of another group.
 * @param {Speaker[]} speakers
 * @returns {Map<string, Set<string>>}
 */
export function groupsOf(speakers) {
  const direct = new Map(speakers.map((speaker) => [speaker.id, speaker.members]));
  const groups = new Map(speakers.map((speaker) => [speaker.id, new Set()]));
  for (const group of speakers) {
    const waiting = [...group.members];
    const seen = new Set([group.id]);
    while (waiting.length) {
      const member = /** @type {string} */ (waiting.pop());
      if (seen.has(member)) continue;
      seen.add(member);
      groups.get(member)?.add(group.id);
      waiting.push(...(direct.get(member) ?? []));
    }
  }
  return groups;
}

/**
 * @param {Reading} reading
 * @param {Speaker} speaker
 * @returns {Speaker[]} whom a group's mention names
 */
export function membersOf(reading, speaker) {
  return speaker.members.flatMap((id) => reading.answer.speakers.find((each) => each.id === id) ?? []);
}
