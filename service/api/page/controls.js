// @ts-check
// The filters.

/** @import { Item, Reading } from "./types.js" */

import { announce, byId, element } from "./dom.js";
import { classOf, everything, NO_CUE } from "./filters.js";
import { amissInWords, counted } from "./wording.js";

export class ControlsView {
  /** @type {HTMLFormElement} */
  #form = byId("filters");
  /** @type {HTMLInputElement} */
  #search = byId("search");
  /** @type {HTMLSelectElement} */
  #order = byId("order");
  #filters = everything();
  #changed;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("input", () => this.#read());
    for (const field of [this.#search, this.#order]) field.addEventListener("input", () => this.#read());
    byId("reset").addEventListener("click", () => this.reset());
  }

  get filters() {
    return this.#filters;
  }

  get order() {
    return this.#order.value;
  }

  /** @param {Reading} reading */
  show(reading) {
    const types = Map.groupBy(reading.items, (item) => item.quote.type);
    for (const count of this.#form.querySelectorAll("[data-count]")) {
      const type = /** @type {import("./types.js").QuoteType} */ (count.getAttribute("data-count"));
      count.textContent = String(types.get(type)?.length ?? 0);
    }
    const classes = Map.groupBy(reading.items, classOf);
    const names = [...classes.keys()].sort((a, b) => Number(a === NO_CUE) - Number(b === NO_CUE) || a.localeCompare(b));
    byId("classes").replaceChildren(...names.map((name) => classBox(name, classes.get(name)?.length ?? 0)));
    const cues = reading.items.map((item) => item.quote.cue);
    byId("negated-count").textContent = String(cues.filter((cue) => cue?.negated).length);
    byId("hedged-count").textContent = String(cues.filter((cue) => cue?.hedged).length);
    this.#clear();
  }

  /** Shows everything again. */
  reset() {
    this.#clear();
    this.#read();
  }

  /** @param {string | null} voice */
  choose(voice) {
    this.#filters = { ...this.#filters, voice };
    this.#read();
  }

  /** @param {Item[]} shown @param {Reading} reading */
  count(shown, reading) {
    const left = `${shown.length} of ${counted(reading.items.length, "quote")}${amissInWords(reading.amiss)}`;
    byId("left").textContent = left;
    byId("confidence-left").textContent = `${this.#filters.confidence.toFixed(2)} or more: ${left} left`;
    byId("reset").hidden = shown.length === reading.items.length && this.#filters.voice === null;
    if (byId("status").textContent !== `${left} shown.`) announce(`${left} shown.`);
  }

  #clear() {
    this.#form.reset();
    this.#search.value = "";
    this.#order.value = "article";
    this.#filters = everything();
  }

  #read() {
    const data = new FormData(this.#form);
    const boxes = [...this.#form.querySelectorAll("#classes input")];
    const unchecked = boxes.filter((box) => box instanceof HTMLInputElement && !box.checked);
    const pick = (/** @type {string} */ name) => /** @type {"any" | "only" | "without"} */ (String(data.get(name)));
    this.#filters = {
      voice: this.#filters.voice,
      types: new Set(data.getAll("type").map(String)),
      classes: new Set(unchecked.map((box) => /** @type {HTMLInputElement} */ (box).value)),
      negated: pick("negated"),
      hedged: pick("hedged"),
      confidence: Number(data.get("confidence")),
      search: this.#search.value,
    };
    this.#changed();
  }
}

/** @param {string} name @param {number} count */
function classBox(name, count) {
  const box = element("input", { type: "checkbox", name: "class", value: name, checked: true });
  return element("label", { class: "check" }, box, ` ${name} `, element("span", { class: "count" }, String(count)));
}
