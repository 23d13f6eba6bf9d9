// @ts-check
// Asks for an API key.

import { byId } from "./dom.js";

export class KeyDialog {
  /** @type {HTMLDialogElement} */
  #dialog = byId("key-dialog");
  /** @type {HTMLInputElement} */
  #field = byId("key");

  /** @param {(key: string) => void} given */
  constructor(given) {
    byId("key-cancel").addEventListener("click", () => this.#dialog.close());
    byId("key-form").addEventListener("submit", (event) => {
      event.preventDefault();
      const key = this.#field.value.trim();
      this.#dialog.close();
      given(key);
    });
    // The field is no place to keep it, however the dialog was left.
    this.#dialog.addEventListener("close", () => this.#empty());
  }

  /** @param {string} why */
  ask(why) {
    byId("key-title").textContent = why;
    this.#empty();
    this.#dialog.showModal();
  }

  #empty() {
    this.#field.value = "";
  }
}
