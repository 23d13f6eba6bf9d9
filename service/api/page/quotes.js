// @ts-check
// The list of quotes.

/** @import { Decision, Item, Reading } from "./types.js" */

import { byId, element, rove, words } from "./dom.js";
import { isJoint, sorted } from "./filters.js";
import { confidenceWord, cueInWords, speakerName, TYPE_NAMES, VERDICTS } from "./wording.js";

const SIGNS = { right: "✓", wrong: "✗", reattributed: "⇄" };

export class QuotesView {
  #root = byId("quotes");
  /** @type {Map<string, HTMLButtonElement>} */
  #cards = new Map();
  /** @type {Item[]} those shown, in the order shown */
  #shown = [];
  #order = "article";

  /** @param {{open: (id: string) => void, point: (id: string | null) => void}} actions */
  constructor(actions) {
    const idAt = (/** @type {Event} */ event) =>
      event.target instanceof Element ? (event.target.closest("button")?.dataset.q ?? null) : null;
    this.#root.addEventListener("click", (event) => {
      const id = idAt(event);
      if (id) actions.open(id);
    });
    for (const name of ["mouseover", "focusin"])
      this.#root.addEventListener(name, (event) => actions.point(idAt(event)));
    for (const name of ["mouseleave", "focusout"]) this.#root.addEventListener(name, () => actions.point(null));
  }

  /** The quotes shown, in the order shown. */
  get shown() {
    return this.#shown;
  }

  /** @param {Reading} reading */
  show(reading) {
    this.#cards = new Map(reading.items.map((item) => [item.id, card(item)]));
    const rows = document.createDocumentFragment();
    for (const made of this.#cards.values()) rows.append(element("li", {}, made));
    this.#root.replaceChildren(rows);
    this.#order = "article";
  }

  /**
   * @param {Item[]} items in the article's order
   * @param {string} order
   * @param {Reading} reading
   * @param {string | null} voice the speaker chosen
   */
  filter(items, order, reading, voice) {
    const kept = new Set(items);
    this.#shown = sorted(items, order, reading);
    if (order !== this.#order) {
      const all = sorted(reading.items, order, reading).map((item) => this.#row(item));
      this.#root.append(...all);
      this.#order = order;
    }
    for (const item of reading.items) {
      this.#row(item).hidden = !kept.has(item);
      this.#cards.get(item.id)?.classList.toggle("is-joint", kept.has(item) && isJoint(item, voice));
    }
    byId("no-quotes").hidden = items.length > 0;
    this.#rove(this.#shown[0]?.id ?? null);
  }

  /** @param {string | null} id of the open quote */
  open(id) {
    this.#root.querySelector("[aria-current]")?.removeAttribute("aria-current");
    const made = this.#cards.get(id ?? "");
    if (!made) return;
    made.setAttribute("aria-current", "true");
    // One that filters hide can be open, but neither be tabbed to nor scrolled to.
    if (made.parentElement?.hidden) return;
    this.#rove(id);
    this.#scroll(made);
  }

  /** @param {string | null} id of a quote that is pointed at */
  light(id) {
    this.#root.querySelector(".lit")?.classList.remove("lit");
    this.#cards.get(id ?? "")?.classList.add("lit");
  }

  /**
   * @param {string | undefined} id
   * @returns {boolean} whether it is shown, and so has the focus now
   */
  focus(id) {
    const made = this.#cards.get(id ?? "");
    if (!made || made.parentElement?.hidden) return false;
    this.#rove(id);
    made.focus({ preventScroll: true });
    this.#scroll(made);
    return true;
  }

  /** @param {Item} item @param {Decision | null} decision */
  decide(item, decision) {
    const sign = this.#cards.get(item.id)?.querySelector(".verdict");
    if (!sign) return;
    sign.textContent = decision ? `${SIGNS[decision.verdict]} ${VERDICTS[decision.verdict]}` : "";
    sign.className = `verdict ${decision?.verdict ?? ""}`;
  }

  /** @param {Item} item */
  #row(item) {
    return /** @type {HTMLElement} */ (this.#cards.get(item.id)?.parentElement);
  }

  /** @param {string | null} id */
  #rove(id) {
    rove(this.#cards.values(), this.#cards.get(id ?? "") ?? null);
  }

  /** @param {HTMLElement} made */
  #scroll(made) {
    // The list alone: scrolling the window would take the article away.
    const pane = this.#root;
    if (pane.scrollHeight <= pane.clientHeight) return;
    const { top, bottom } = made.getBoundingClientRect();
    const box = pane.getBoundingClientRect();
    if (top < box.top) pane.scrollTop -= box.top - top + 8;
    else if (bottom > box.bottom) pane.scrollTop += bottom - box.bottom + 8;
  }
}

/** @param {Item} item */
function card(item) {
  const { quote } = item;
  const share = quote.confidence;
  const who = item.speaker ? words(item.speaker.name, "who") : element("span", { class: "who nobody" }, "No speaker");
  const sure = element(
    "span",
    { class: `sure ${confidenceWord(share).replace(" ", "-")}` },
    `${confidenceWord(share)} ${share.toFixed(2)}`,
  );
  const head = element(
    "span",
    { class: "card-head" },
    element("span", { class: `tag colour-${item.colour}` }, item.tag),
    who,
    sure,
  );
  const badges = element(
    "span",
    { class: "badges" },
    ...signs(item).map((sign) => element("span", {}, sign)),
    item.speaker?.members.length ? element("span", { class: "joint-sign" }, "joint") : null,
    element("span", { class: "verdict" }),
  );
  return element(
    "button",
    { type: "button", class: `card ${quote.type} colour-${item.colour}`, "data-q": item.id, tabindex: -1 },
    head,
    words(quote.content.text, "card-text"),
    badges,
  );
}

/** @param {Item} item */
function signs(item) {
  const { quote } = item;
  const found = [TYPE_NAMES[quote.type].toLowerCase()];
  if (quote.cue) found.push(cueInWords(quote.cue));
  if (quote.cue?.negated) found.push("negated");
  if (quote.cue?.hedged) found.push("hedged");
  if (item.parent) found.push(`within ${item.parent.tag}`);
  return found;
}
