// @ts-check
// The reviewer's part of an open quote: right, wrong, or somebody else's.

/** @import { Decision, Item, Reading, Verdict } from "./types.js" */
/** @import { Decisions } from "./reviews.js" */

import { announce, byId, element } from "./dom.js";
import { speakerIn, tally } from "./reviews.js";
import { speakerName, VERDICTS } from "./wording.js";

// What the list of speakers holds besides speakers, whose ids are like these in nothing.
const UNCHOSEN = "";
const OTHER = "other";
const NOBODY_NAMED = "none";

const LASTING = "Kept in this browser only (its local storage), never sent to the service.";
const FLEETING =
  "Kept in this page only, because the browser stores nothing: gone when it is closed. Never sent to the service.";

export class JudgingView {
  /** @type {HTMLElement} */
  #form = byId("judging");
  /** @type {HTMLSelectElement} */
  #who = byId("reattribute-to");
  /** @type {HTMLInputElement} */
  #name = byId("reattribute-name");
  /** @type {Item | null} */
  #item = null;
  /** @type {Decisions | null} */
  #decisions = null;
  /** @type {Reading | null} */
  #reading = null;
  #changed;

  /** @param {(item: Item) => void} changed */
  constructor(changed) {
    this.#changed = changed;
    this.#form.addEventListener("click", (event) => {
      const verdict = event.target instanceof Element ? event.target.closest("button")?.dataset.verdict : null;
      if (verdict) this.toggle(/** @type {Verdict} */ (verdict));
    });
    this.#who.addEventListener("change", () => this.#reattribute());
    this.#name.addEventListener("input", () => this.#reattribute());
  }

  /** @param {Reading} reading @param {Decisions} decisions */
  begin(reading, decisions) {
    this.#reading = reading;
    this.#decisions = decisions;
    // What was open is of another article: no key may decide on it any more.
    this.#item = null;
    const known = reading.answer.speakers.map((speaker) => element("option", { value: speaker.id }, speaker.name));
    this.#who.replaceChildren(
      element("option", { value: UNCHOSEN, disabled: true }, "choose…"),
      ...known,
      element("option", { value: NOBODY_NAMED }, "Nobody: the article does not say"),
      element("option", { value: OTHER }, "Another name…"),
    );
    this.#summarise();
  }

  /** @param {Item} item */
  show(item) {
    this.#item = item;
    const decision = this.#decisions?.of(item) ?? null;
    for (const button of this.#form.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.verdict === decision?.verdict));
    }
    byId("reattribution").hidden = decision?.verdict !== "reattributed";
    if (decision?.verdict === "reattributed") this.#fill(decision);
  }

  /** Nothing is open, so that nothing can be decided on. */
  hide() {
    this.#item = null;
  }

  /** @param {Verdict} verdict taken back if it is the one already given */
  toggle(verdict) {
    if (!this.#item || !this.#decisions) return;
    const given = this.#decisions.of(this.#item)?.verdict;
    if (given === verdict) this.#set(null);
    else if (verdict === "reattributed") this.#startReattribution();
    else this.#set({ verdict, at: new Date().toISOString() });
  }

  #startReattribution() {
    byId("reattribution").hidden = false;
    byId("reattribute-name-row").hidden = true;
    // Nothing is decided until the reviewer has chosen somebody.
    this.#who.value = UNCHOSEN;
    this.#name.value = "";
    this.#who.focus();
  }

  #reattribute() {
    const value = this.#who.value;
    byId("reattribute-name-row").hidden = value !== OTHER;
    if (value === UNCHOSEN || (value === OTHER && !this.#name.value.trim())) return this.#unchoose();
    const speaker = value === OTHER || value === NOBODY_NAMED ? null : value;
    const known = this.#reading?.answer.speakers.find((each) => each.id === speaker);
    const name = value === OTHER ? this.#name.value.trim() : (known?.name ?? null);
    this.#set({ verdict: "reattributed", speaker, name, at: new Date().toISOString() });
  }

  /** Takes back whom the quote was given to, and leaves the form as it is: the name is still to be typed. */
  #unchoose() {
    if (!this.#item || this.#decisions?.of(this.#item)?.verdict !== "reattributed") return;
    this.#set(null);
    byId("reattribution").hidden = false;
  }

  /** @param {Decision} decision */
  #fill(decision) {
    const name = decision.name ?? null;
    const speaker = speakerIn(this.#reading?.answer.speakers ?? [], decision);
    this.#who.value = speaker ?? (name === null ? NOBODY_NAMED : OTHER);
    byId("reattribute-name-row").hidden = this.#who.value !== OTHER;
    if (this.#who.value === OTHER && document.activeElement !== this.#name) this.#name.value = name ?? "";
  }

  /** @param {Decision | null} decision */
  #set(decision) {
    if (!this.#item || !this.#decisions) return;
    this.#decisions.set(this.#item, decision);
    this.show(this.#item);
    this.#summarise();
    this.#changed(this.#item);
    const what = decision ? `marked ${VERDICTS[decision.verdict]}` : "no longer marked";
    announce(`Quote ${this.#item.id.slice(1)}, ${speakerName(this.#item)}: ${what}.`);
  }

  #summarise() {
    if (!this.#reading || !this.#decisions) return;
    const { decided, right, wrong, reattributed } = tally(this.#reading, this.#decisions);
    const counts = decided ? `: ${right} right, ${wrong} wrong, ${reattributed} re-attributed` : "";
    byId("tally").textContent = `${decided} of ${this.#reading.items.length} quotes decided on${counts}.`;
    const where = this.#decisions.lasting ? LASTING : FLEETING;
    for (const place of document.querySelectorAll(".kept-where")) place.textContent = where;
    /** @type {HTMLButtonElement} */ (byId("export-decisions")).disabled = decided === 0;
    /** @type {HTMLButtonElement} */ (byId("clear-decisions")).disabled = decided === 0;
  }

  /** Forgets all decisions on the article. */
  clear() {
    this.#decisions?.clear();
    if (this.#item) this.show(this.#item);
    for (const item of this.#reading?.items ?? []) this.#changed(item);
    this.#summarise();
    announce("All decisions on this article are deleted.");
  }
}
