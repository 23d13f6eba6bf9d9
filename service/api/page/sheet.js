// @ts-check
// The printed sheet: the quotes shown, by speaker.

/** @import { Decisions } from "./reviews.js" */
/** @import { Item, Reading } from "./types.js" */

import { byId, element, words } from "./dom.js";
import { NOBODY } from "./reading.js";
import { amissInWords, confidenceInWords, counted, cueInWords, kindOf, toldBy, TYPE_NAMES, VERDICTS } from "./wording.js";

/**
 * Builds the sheet, which only a printer shows.
 * @param {Reading} reading
 * @param {Item[]} shown
 * @param {Decisions} decisions
 */
export function buildSheet(reading, shown, decisions) {
  const { title, publisher, published, url, sha256 } = reading.answer.article;
  const { name, version } = reading.answer.model;
  const head = element("header", {}, element("h2", {}, words(title ?? "Quotes by speaker")));
  const source = [publisher, published, url].filter((each) => each !== null).join(" · ");
  if (source) head.append(element("p", {}, words(source)));
  const count = `${shown.length} of ${counted(reading.items.length, "quote")}${amissInWords(reading.amiss)}`;
  head.append(element("p", {}, `${count}. Read by ${name} ${version}; text ${sha256.slice(0, 16)}.`));
  const by = Map.groupBy(shown, (item) => item.speaker?.id ?? NOBODY);
  const groups = reading.voices
    .filter((voice) => by.has(voice.key))
    .map(({ key, speaker }) => {
      const heading = element("h3", {}, speaker ? words(speaker.name) : "No speaker");
      const about = speaker
        ? ` ${[kindOf(speaker), speaker.description].filter(Boolean).join(", ")}`
        : " not said in the article, or not to be told";
      heading.append(element("small", {}, words(about)));
      return element(
        "section",
        {},
        heading,
        element("ol", {}, ...(by.get(key) ?? []).map((item) => line(item, decisions))),
      );
    });
  byId("sheet").replaceChildren(head, ...groups);
}

/** @param {Item} item @param {Decisions} decisions */
function line(item, decisions) {
  const { quote } = item;
  const decision = decisions.of(item);
  const parts = [
    item.tag,
    TYPE_NAMES[quote.type].toLowerCase(),
    quote.cue ? `“${quote.cue.text}”: ${cueInWords(quote.cue)}` : "no cue",
    ...toldBy(item),
  ];
  parts.push(`confidence ${confidenceInWords(quote.confidence)}`);
  if (decision) parts.push(`reviewed: ${VERDICTS[decision.verdict]}${decision.name ? ` to ${decision.name}` : ""}`);
  return element("li", {}, words(quote.content.text), element("small", {}, words(parts.join(" · "))));
}
