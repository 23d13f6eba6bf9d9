// @ts-check
// Elements and text. Nothing here, nor anywhere else on the page, takes a string for markup.

import { pieces } from "./strange.js";

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | null>} [attributes] false and null leave one out
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child !== null) made.append(child);
  return made;
}

/**
 * Appends article text to `parent`: text nodes, with what is strange in it shown harmless.
 * @param {Node} parent
 * @param {string} text
 */
export function appendText(parent, text) {
  for (const { text: part, control, tower } of pieces(text)) {
    if (control) parent.appendChild(element("bdi", { class: "control", "data-name": control }, part));
    else if (tower) parent.appendChild(element("span", { class: "tower" }, part));
    else parent.appendChild(document.createTextNode(part));
  }
}

/**
 * Words of the article, or a name from it, apart from the direction of what stands around them.
 * @param {string} text
 * @param {string} [className]
 */
export function words(text, className) {
  const made = element("bdi", { class: className ?? null });
  appendText(made, text);
  return made;
}

/**
 * @template {HTMLElement} [Kind=HTMLElement]
 * @param {string} id of an element that the page always has
 * @returns {Kind}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return /** @type {Kind} */ (found);
}

/**
 * Tells those who do not see the page what changed.
 * @param {string} message
 */
export function announce(message) {
  byId("status").textContent = message;
}

/**
 * @param {Element} target
 * @param {ScrollLogicalPosition} block
 */
export function scrollTo(target, block) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ block, behavior: still ? "instant" : "smooth" });
}

/**
 * Leaves one of a row of elements to the Tab key; arrow keys go to the others.
 * @param {Iterable<HTMLElement>} row
 * @param {HTMLElement | null} chosen
 */
export function rove(row, chosen) {
  for (const each of row) {
    const index = each === chosen ? 0 : -1;
    // Reading is cheap, writing is not: a long article has hundreds of them.
    if (each.tabIndex !== index) each.tabIndex = index;
  }
}

/**
 * @param {string} body
 * @param {string} name of the file
 * @param {string} type
 */
export function download(body, name, type) {
  const address = URL.createObjectURL(new Blob([body], { type }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers read it only after the click is over.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * @param {string} text
 * @returns {Promise<boolean>} whether it is on the clipboard now
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without encryption a browser has no clipboard for pages, save on the machine itself; the old way still works.
    const field = element("textarea", { class: "away" });
    field.value = text;
    const before = document.activeElement;
    (document.querySelector("dialog[open]") ?? document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    return done;
  }
}
