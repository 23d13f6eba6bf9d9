// @ts-check
// The keyboard.

import { byId, element } from "./dom.js";

/** @import { ControlsView } from "./controls.js" */
/** @import { DetailView } from "./detail.js" */
/** @import { JudgingView } from "./judging.js" */
/** @import { SpeakersView } from "./speakers.js" */

/**
 * A key and what it does; `within` is where the focus must be for it.
 * @typedef {{keys: string[], does: string, run: () => void, within?: string}} Binding
 *
 * @typedef {{move: (by: number) => void, openCurrent: () => void, close: () => void}} Walk
 */

/** @type {Record<string, string>} */
const NAMES = { ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc" };
// What works where no quotes are shown.
const ALWAYS = ["?", "Escape"];
const LISTS = "#quotes, #article";

/**
 * @param {Walk} page
 * @param {DetailView} detail
 * @param {JudgingView} judging
 * @param {SpeakersView} speakers
 * @param {ControlsView} controls
 * @returns {Binding[]}
 */
export function bindings(page, detail, judging, speakers, controls) {
  return [
    { keys: ["j", "n"], does: "next quote", run: () => page.move(1) },
    { keys: ["k", "p"], does: "previous quote", run: () => page.move(-1) },
    { keys: ["ArrowDown"], does: "next quote, from the list or the text", run: () => page.move(1), within: LISTS },
    { keys: ["ArrowUp"], does: "previous quote, from the list or the text", run: () => page.move(-1), within: LISTS },
    { keys: ["o"], does: "open the quote", run: () => page.openCurrent() },
    { keys: ["Escape"], does: "close the quote, leave a field", run: () => leave(page) },
    { keys: ["r"], does: "mark the open quote right", run: () => judging.toggle("right") },
    { keys: ["w"], does: "mark it wrong", run: () => judging.toggle("wrong") },
    { keys: ["a"], does: "re-attribute it", run: () => judging.toggle("reattributed") },
    { keys: ["c"], does: "copy its citation", run: () => detail.copy("citation") },
    { keys: ["s"], does: "go to the speakers", run: () => speakers.focus() },
    { keys: ["f"], does: "go to the filters", run: () => goTo("filters-panel", "#filters input") },
    { keys: ["/"], does: "search the quotes", run: () => goTo(null, "#search") },
    { keys: ["x"], does: "take all filters off", run: () => controls.reset() },
    { keys: ["e"], does: "export", run: () => goTo("export", "#export button") },
    { keys: ["?"], does: "show this help", run: help },
  ];
}

function help() {
  /** @type {HTMLDialogElement} */ (byId("help")).showModal();
}

/** @param {Walk} page */
function leave(page) {
  const menu = document.activeElement?.closest("details.menu[open]");
  if (menu) {
    menu.removeAttribute("open");
    menu.querySelector("summary")?.focus();
  } else if (document.activeElement instanceof HTMLElement && writes(document.activeElement)) {
    document.activeElement.blur();
  } else page.close();
}

/** @param {string | null} panel a <details> to open @param {string} target what to focus then */
function goTo(panel, target) {
  if (panel) byId(panel).setAttribute("open", "");
  const found = document.querySelector(target);
  if (found instanceof HTMLElement) found.focus();
}

export class Keyboard {
  #bindings;
  /** @type {HTMLInputElement} */
  #on = byId("keys-on");

  /** @param {Binding[]} bindings */
  constructor(bindings) {
    this.#bindings = bindings;
    const rows = bindings.flatMap(({ keys, does }) => [
      element("dt", {}, ...keys.map((key) => element("kbd", {}, NAMES[key] ?? key))),
      element("dd", {}, does),
    ]);
    byId("help-keys").replaceChildren(...rows);
    byId("help-open").addEventListener("click", help);
    document.addEventListener("keydown", (event) => this.#pressed(event));
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (
      event.defaultPrevented ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      document.querySelector("dialog[open]")
    )
      return;
    const typing = event.target instanceof Element && writes(event.target);
    // Escape leaves what is typed in; every other key belongs to it.
    if (typing && event.key !== "Escape") return;
    if (!this.#on.checked && event.key.length === 1) return;
    if (byId("results").hidden && !ALWAYS.includes(event.key)) return;
    const binding = this.#bindings.find(({ keys }) => keys.includes(event.key));
    if (!binding) return;
    if (binding.within && !(event.target instanceof Element && event.target.closest(binding.within))) return;
    event.preventDefault();
    binding.run();
  }
}

/** @param {Element} target */
function writes(target) {
  return target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=range])");
}
