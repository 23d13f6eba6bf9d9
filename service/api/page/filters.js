// @ts-check
// Which quotes are shown, and in what order. Pure.

/** @import { Filters, Item, QuoteType, Reading } from "./types.js" */

import { folded, NOBODY } from "./reading.js";

/** @type {QuoteType[]} */
export const TYPES = ["direct", "indirect", "mixed"];
/** Stands for the class of a quote without a cue. */
export const NO_CUE = "no cue";

/** @returns {Filters} what leaves everything shown */
export function everything() {
  return {
    voice: null,
    types: new Set(TYPES),
    classes: new Set(),
    negated: "any",
    hedged: "any",
    confidence: 0,
    search: "",
  };
}

/** @param {Item} item */
export function classOf(item) {
  return item.quote.cue?.class ?? NO_CUE;
}

/**
 * @param {Reading} reading
 * @param {Filters} filters
 * @returns {Item[]} the quotes that `filters` leave, in the article's order
 */
export function choose(reading, filters) {
  const theirs = quotesOf(reading, filters.voice);
  const search = folded(filters.search.trim());
  return reading.items.filter(
    (item) =>
      (theirs === null || theirs.has(item)) &&
      filters.types.has(item.quote.type) &&
      !filters.classes.has(classOf(item)) &&
      agrees(filters.negated, item.quote.cue?.negated ?? false) &&
      agrees(filters.hedged, item.quote.cue?.hedged ?? false) &&
      item.quote.confidence >= filters.confidence &&
      item.text.includes(search),
  );
}

/**
 * @param {Reading} reading
 * @param {string | null} key
 * @returns {Set<Item> | null} the quotes of a speaker and of the groups they belong to; null for all
 */
function quotesOf(reading, key) {
  if (key === null) return null;
  const voice = reading.voices.find((each) => each.key === key);
  return new Set(voice ? [...voice.own, ...voice.joint] : []);
}

/**
 * @param {"any" | "only" | "without"} wanted
 * @param {boolean} is
 */
function agrees(wanted, is) {
  return wanted === "any" || (wanted === "only") === is;
}

/**
 * Whether a quote is shown for the chosen speaker only because a group that they belong to said it.
 * @param {Item} item
 * @param {string | null} voice
 */
export function isJoint(item, voice) {
  return voice !== null && voice !== NOBODY && item.speaker?.id !== voice;
}

/**
 * @param {Item[]} items in the article's order
 * @param {string} order "article", "speaker" or "doubt"
 * @param {Reading} reading
 * @returns {Item[]}
 */
export function sorted(items, order, reading) {
  if (order === "doubt") return [...items].sort((a, b) => a.quote.confidence - b.quote.confidence);
  if (order !== "speaker") return items;
  const rank = new Map(reading.voices.map((voice, index) => [voice.key, index]));
  const of = (/** @type {Item} */ item) => rank.get(item.speaker?.id ?? NOBODY) ?? 0;
  return [...items].sort((a, b) => of(a) - of(b));
}
