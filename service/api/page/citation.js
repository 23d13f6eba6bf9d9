// @ts-check
// A quote as a citation and as JSON. Pure.

/** @import { Answer, Item } from "./types.js" */

import { confidenceInWords, cueInWords, toldBy, TYPE_NAMES } from "./wording.js";

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
  how.push(...toldBy(item));
  const where = [title, publisher, published, url].filter(Boolean).join(", ");
  const read = `Whosaid ${answer.model.version}, confidence ${confidenceInWords(quote.confidence)}`;
  return `${who}: ${quote.content.text} (${how.join("; ")}).${where ? ` ${where}.` : ""} [${read}]`;
}

/**
 * @param {Item} item
 * @param {Answer} answer
 * @returns {string} the quote and its speaker as the service gave them, with what its offsets are offsets of, and in
 *   which unit
 */
export function asJson(item, { article, offsets, model }) {
  return JSON.stringify({ article, offsets, model, quote: item.quote, speaker: item.speaker }, null, 1);
}
