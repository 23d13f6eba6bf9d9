// @ts-check
// The article as text, its quotes drawn in it.

/** @import { Item, Reading, Span } from "./types.js" */
/** @import { Block, Segment } from "./segments.js" */

import { appendText, byId, element, rove, scrollTo } from "./dom.js";
import { lanes, marksOf, segment } from "./segments.js";
import { confidenceWord, speakerName, TYPE_NAMES } from "./wording.js";

// Lines below the words; what overlaps deeper shares the last.
const LANES = 3;
// From so many characters on, paragraphs out of view are laid out only when they come near.
const LONG = 20_000;
// What filters leave out is plain text; what is around it may be shown.
const SHOWN = "[data-q]:not(.off)";

export class ArticleView {
  #root = byId("article");
  /** @type {Map<string, HTMLElement[]>} the parts of each quote, by its id */
  #parts = new Map();
  /** @type {Map<string, HTMLButtonElement>} the tag before each quote */
  #tags = new Map();
  /** @type {{start: number, end: number, element: HTMLElement}[]} places that can be jumped to, in order */
  #places = [];
  /** @type {Element[]} what is lit now */
  #lit = [];
  /** @type {Map<Item, number>} */
  #lanes = new Map();
  /** @type {Reading | null} */
  #reading = null;

  /** @param {{open: (id: string) => void, point: (id: string | null) => void}} actions */
  constructor(actions) {
    const quoteAt = (/** @type {Event} */ event) =>
      event.target instanceof Element ? (event.target.closest(SHOWN)?.getAttribute("data-q") ?? null) : null;
    this.#root.addEventListener("mouseover", (event) => actions.point(quoteAt(event)));
    this.#root.addEventListener("mouseleave", () => actions.point(null));
    this.#root.addEventListener("focusin", (event) => actions.point(quoteAt(event)));
    this.#root.addEventListener("focusout", () => actions.point(null));
    this.#root.addEventListener("click", (event) => {
      const id = quoteAt(event);
      // Whoever drags over words wants to copy them.
      if (id && getSelection()?.isCollapsed !== false) actions.open(id);
    });
  }

  /** @param {Reading} reading */
  show(reading) {
    this.#reading = reading;
    this.#parts = new Map(reading.items.map((item) => [item.id, []]));
    this.#tags = new Map();
    this.#places = [];
    this.#lit = [];
    const blocks = segment(reading.article.text, marksOf(reading));
    this.#lanes = lanes(blocks);
    const drawn = document.createDocumentFragment();
    for (const block of blocks) drawn.append(this.#paragraph(block));
    this.#root.classList.toggle("long", reading.article.text.length > LONG);
    this.#root.replaceChildren(drawn);
  }

  /** @param {Item[]} shown in their order; the others are drawn as plain text */
  filter(shown) {
    const kept = new Set(shown.map((item) => item.id));
    for (const [id, parts] of this.#parts) {
      const off = !kept.has(id);
      if (parts[0]?.classList.contains("off") === off) continue;
      for (const part of parts) part.classList.toggle("off", off);
      const tag = this.#tags.get(id);
      if (tag) tag.hidden = off;
    }
    this.#rove(shown[0]?.id ?? null);
  }

  /**
   * Lights a quote with its cue and source, and puts out what was lit before.
   * @param {string | null} id
   */
  light(id) {
    for (const each of this.#lit) each.classList.remove("lit", "lit-cue", "lit-source");
    this.#lit = [];
    const item = this.#reading?.byId.get(id ?? "");
    if (!item) return;
    const light = (/** @type {Element[]} */ elements, /** @type {string} */ name) => {
      for (const each of elements) each.classList.add(name);
      this.#lit.push(...elements);
    };
    light(this.#parts.get(item.id) ?? [], "lit");
    for (const span of item.quote.source?.spans ?? []) light(this.#at(span), "lit-source");
    for (const span of item.quote.cue?.spans ?? []) light(this.#at(span), "lit-cue");
  }

  /** @param {string} id of the quote to bring into view */
  reveal(id) {
    const part = this.#parts.get(id)?.[0];
    if (part) scrollTo(part, "center");
    if (!this.#tags.get(id)?.hidden) this.#rove(id);
  }

  /**
   * Brings a place into view and marks it for a moment.
   * @param {Span} span
   */
  jump(span) {
    const places = this.#at(span);
    if (!places.length) return;
    scrollTo(places[0], "center");
    for (const place of this.#root.querySelectorAll(".jumped")) place.classList.remove("jumped");
    for (const place of places) place.classList.add("jumped");
  }

  /** @param {string | null} id */
  #rove(id) {
    rove(this.#tags.values(), this.#tags.get(id ?? "") ?? null);
  }

  /** @param {Span} span @returns {HTMLElement[]} */
  #at({ start, end }) {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#places[middle].end <= start) low = middle + 1;
      else high = middle;
    }
    const found = [];
    for (let i = low; i < this.#places.length && this.#places[i].start < end; i++) found.push(this.#places[i].element);
    return found;
  }

  /** @param {Block} block */
  #paragraph(block) {
    const made = element("p", { class: block.gap === 1 ? "line" : null });
    for (const each of block.segments) this.#draw(made, each);
    if (block.gap) made.append(element("span", { class: "line-ends" }, "\n".repeat(block.gap)));
    return made;
  }

  /**
   * @param {HTMLElement} parent
   * @param {Segment} part
   */
  #draw(parent, part) {
    let inner = parent;
    for (const item of part.items) {
      if (!this.#tags.has(item.id)) inner.append(this.#tag(item));
      const drawn = this.#part(item, part.verbatim.has(item));
      this.#parts.get(item.id)?.push(drawn);
      inner.append(drawn);
      inner = drawn;
    }
    if (part.place || part.items.length) {
      const place = element("span", { class: "place" });
      this.#places.push({ start: part.start, end: part.end, element: place });
      inner.append(place);
      inner = place;
    }
    appendText(inner, this.#reading?.article.text.slice(part.start, part.end) ?? "");
  }

  /** @param {Item} item @param {boolean} verbatim */
  #part(item, verbatim) {
    const lane = Math.min(this.#lanes.get(item) ?? 0, LANES - 1);
    const kind = `said ${item.quote.type} colour-${item.colour} lane-${lane}${verbatim ? " verbatim" : ""}`;
    return element("span", { class: kind, "data-q": item.id });
  }

  /** @param {Item} item */
  #tag(item) {
    const { quote } = item;
    const doubt = confidenceWord(quote.confidence).includes("low") ? "~" : "";
    const label =
      `${TYPE_NAMES[quote.type]} ${quote.id.slice(1)}, ${speakerName(item)}, ` +
      `${confidenceWord(quote.confidence)} confidence`;
    const sign = `${item.tag}${item.speaker ? "" : "?"}${doubt}`;
    // Drawn by the style sheet, so that the article's text stays the article's.
    const made = element("button", {
      type: "button",
      class: `tag colour-${item.colour}`,
      tabindex: -1,
      "data-q": item.id,
      "data-tag": sign,
      "aria-label": label,
    });
    this.#tags.set(item.id, made);
    return made;
  }
}
