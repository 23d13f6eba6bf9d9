// @ts-check
// One quote, opened.

/** @import { Item, Reading, Span } from "./types.js" */

import { asJson, citation } from "./citation.js";
import { announce, byId, copy, element, words } from "./dom.js";
import { addressOf, fragmentLink } from "./link.js";
import { membersOf } from "./reading.js";
import {
  allCautions,
  confidenceInWords,
  counted,
  cueInWords,
  kindOf,
  speakerName,
  TYPE_MEANINGS,
  TYPE_NAMES,
  whyNobody,
} from "./wording.js";

export class DetailView {
  #root = byId("detail");
  #body = byId("detail-body");
  #title = byId("detail-title");
  /** @type {Reading | null} */
  #reading = null;
  /** @type {Item | null} */
  #item = null;
  #actions;

  /** @param {{open: (id: string) => void, jump: (span: Span) => void}} actions */
  constructor(actions) {
    this.#actions = actions;
    byId("copy-citation").addEventListener("click", () => this.copy("citation"));
    byId("copy-json").addEventListener("click", () => this.copy("json"));
    byId("copy-link").addEventListener("click", () => this.copy("link"));
  }

  /**
   * @param {Item} item
   * @param {Reading} reading
   */
  show(item, reading) {
    this.#item = item;
    this.#reading = reading;
    this.#root.hidden = false;
    this.#root.className = `detail colour-${item.colour}`;
    const number = `${item.quote.id.slice(1)} of ${reading.answer.quotes.length}`;
    this.#title.textContent = `${TYPE_NAMES[item.quote.type]} ${number}`;
    this.#body.replaceChildren(...this.#parts(item, reading));
    this.#body.scrollTop = 0;
    const link = fragmentLink(item, reading.article);
    byId("copy-link").hidden = link === null;
    byId("no-link").hidden = link !== null;
    byId("no-link").textContent = whyNoLink(reading);
  }

  hide() {
    this.#root.hidden = true;
    this.#item = null;
  }

  focus() {
    this.#title.focus({ preventScroll: true });
  }

  /** @param {"citation" | "json" | "link"} what */
  async copy(what) {
    const item = this.#item;
    const reading = this.#reading;
    if (!item || !reading) return;
    const text = {
      citation: () => citation(item, reading.answer),
      json: () => asJson(item, reading.answer),
      link: () => fragmentLink(item, reading.article),
    }[what]();
    if (text === null) return announce(whyNoLink(reading));
    const done = await copy(text);
    const message = done ? `Copied the ${what === "json" ? "JSON" : what}.` : "The browser did not let the page copy.";
    byId("copied").textContent = message;
    announce(message);
  }

  /** @param {Item} item @param {Reading} reading @returns {Node[]} */
  #parts(item, reading) {
    const { quote } = item;
    const list = element(
      "dl",
      {},
      ...row("Type", TYPE_NAMES[quote.type].toLowerCase(), `: ${TYPE_MEANINGS[quote.type]}`),
      ...row("Path", this.#path(item)),
      ...row("Cue", ...this.#cue(item)),
      ...row("Confidence", ...sureness(item)),
      ...(item.parent || item.children.length ? row("Chain", ...this.#chain(item)) : []),
      ...row("Length", counted(item.words, "word")),
    );
    return [this.#claim(item, reading), saying(item), ...allCautions(item).map(caution), list];
  }

  /** @param {Item} item @param {Reading} reading */
  #claim({ speaker, quote }, reading) {
    if (!speaker) {
      return element(
        "div",
        { class: "claim nobody" },
        element("p", { class: "claim-name" }, "No speaker"),
        element("p", {}, words(whyNobody(quote))),
      );
    }
    const about = element("p", { class: "about" }, kindOf(speaker));
    if (speaker.description) about.append(" · ", words(speaker.description));
    if (speaker.members.length) {
      about.append(" · joint: ");
      membersOf(reading, speaker).forEach((member, i) => about.append(i ? " and " : "", words(member.name)));
    }
    const name = element(
      "p",
      { class: "claim-name" },
      words(speaker.name),
      element("span", {}, ` ${cueInWords(quote.cue)}`),
    );
    return element("div", { class: "claim" }, name, about);
  }

  /** @param {Item} item */
  #path({ quote }) {
    const steps = quote.resolution.length ? quote.resolution : (quote.source?.spans ?? []);
    if (!steps.length) return element("span", {}, "none: the article names nobody here");
    const list = element("ol", { class: "path", "aria-label": "From the article’s words to the name" });
    for (const step of steps) list.append(element("li", {}, this.#jump(step)));
    if (quote.speaker && quote.resolution.length) return list;
    list.append(element("li", { class: "dead-end" }, "nobody could be told"));
    return list;
  }

  /** @param {Item} item @returns {(Node | string)[]} */
  #cue({ quote: { cue } }) {
    if (!cue) return ["none: the quote stands without one"];
    const parts = cue.spans.flatMap((span, i) => (i ? [" … ", this.#jump(span)] : [this.#jump(span)]));
    const how = [cue.class, cue.negated ? "negated" : "", cue.hedged ? "hedged" : ""].filter(Boolean).join(", ");
    return [...parts, `, ${how} (“${cueInWords(cue)}”)`];
  }

  /** @param {Item} item @returns {(Node | string)[]} */
  #chain(item) {
    const link = (/** @type {Item} */ other) => {
      const made = element("button", { type: "button", class: "jump" }, `${other.tag} `, words(speakerName(other)));
      made.addEventListener("click", () => this.#actions.open(other.id));
      return made;
    };
    const parts = [];
    if (item.parent) parts.push("said within ", link(item.parent), " ");
    if (item.children.length) parts.push("holds ", ...item.children.map(link));
    return parts;
  }

  /** @param {Span} span */
  #jump(span) {
    const made = element("button", { type: "button", class: "jump", title: "Show in the article" }, words(span.text));
    made.addEventListener("click", () => this.#actions.jump(span));
    return made;
  }
}

/** @param {Reading} reading */
function whyNoLink({ article }) {
  return addressOf(article)
    ? "No link: the quote has no letters or digits."
    : "No link: the article came without an address.";
}

/** @param {string} term @param {...(Node | string)} parts */
function row(term, ...parts) {
  return [element("dt", {}, term), element("dd", {}, ...parts)];
}

/** @param {string} text */
function caution(text) {
  return element("p", { class: "caution" }, words(text));
}

/** @param {Item} item @returns {(Node | string)[]} */
function sureness({ quote }) {
  const meter = element("meter", { min: 0, max: 1, value: quote.confidence, "aria-label": "Confidence" });
  const speaker = quote.speaker_confidence;
  const more = speaker === null ? "" : `; the speaker, given the words: ${confidenceInWords(speaker)}`;
  return [meter, ` ${confidenceInWords(quote.confidence)} that words and speaker are both right${more}`];
}

/**
 * The exact words; those in quotation marks, which are the speaker's own, stand out.
 * @param {Item} item
 */
function saying({ quote }) {
  const made = element("blockquote", { class: quote.type });
  quote.content.spans.forEach((span, i) => {
    if (i) made.append(element("span", { class: "cut" }, " […] "));
    let at = span.start;
    const inside = quote.verbatim.filter((each) => each.start >= span.start && each.end <= span.end);
    for (const each of inside) {
      made.append(words(span.text.slice(at - span.start, each.start - span.start)));
      made.append(words(each.text, "own-words"));
      at = each.end;
    }
    made.append(words(span.text.slice(at - span.start)));
  });
  return made;
}
