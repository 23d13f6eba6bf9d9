// @ts-check
// A thin strip along the article: where each quote stands, how long it is and whose.

/** @import { Item, Reading } from "./types.js" */

import { byId, element } from "./dom.js";
import { counted, speakerName } from "./wording.js";

export class Strip {
  #root = byId("strip");
  /** @type {Map<string, HTMLElement[]>} */
  #marks = new Map();

  /** @param {{open: (id: string) => void, point: (id: string | null) => void}} actions */
  constructor(actions) {
    const quoteAt = (/** @type {Event} */ event) =>
      event.target instanceof HTMLElement && !event.target.classList.contains("off")
        ? (event.target.dataset.q ?? null)
        : null;
    this.#root.addEventListener("click", (event) => {
      const id = quoteAt(event);
      if (id) actions.open(id);
    });
    this.#root.addEventListener("mouseover", (event) => actions.point(quoteAt(event)));
    this.#root.addEventListener("mouseleave", () => actions.point(null));
  }

  /** @param {Reading} reading */
  show(reading) {
    this.#marks = new Map();
    const length = reading.article.text.length || 1;
    const drawn = document.createDocumentFragment();
    for (const item of reading.items) drawn.append(...this.#drawn(item, length));
    this.#root.replaceChildren(drawn);
    this.#root.setAttribute("aria-label", summary(reading));
  }

  /** @param {Item[]} shown */
  filter(shown) {
    const kept = new Set(shown.map((item) => item.id));
    for (const [id, marks] of this.#marks) for (const mark of marks) mark.classList.toggle("off", !kept.has(id));
  }

  /** @param {string | null} id */
  light(id) {
    for (const mark of this.#root.querySelectorAll(".lit")) mark.classList.remove("lit");
    for (const mark of this.#marks.get(id ?? "") ?? []) mark.classList.add("lit");
  }

  /** @param {Item} item @param {number} length */
  #drawn(item, length) {
    const marks = item.quote.content.spans.map(({ start, end }) => {
      const kind = `strip-mark ${item.quote.type} colour-${item.colour}${item.parent ? " nested" : ""}`;
      const mark = element("span", { class: kind, "data-q": item.id, title: `${item.tag} ${speakerName(item)}` });
      mark.style.setProperty("--from", String(start / length));
      mark.style.setProperty("--size", String((end - start) / length));
      return mark;
    });
    this.#marks.set(item.id, marks);
    return marks;
  }
}

/** @param {Reading} reading */
function summary(reading) {
  const half = reading.article.text.length / 2;
  const early = reading.items.filter((item) => item.quote.content.spans[0].start < half).length;
  const late = reading.items.length - early;
  return `Where quotes stand: ${counted(early, "quote")} in the first half of the article, ${late} in the second.`;
}
