// @ts-check
// What is shown, as a file in one of the service's own forms.

/** @import { Client } from "./client.js" */
/** @import { Item, Reading } from "./types.js" */

import { byId, download } from "./dom.js";
import { FORMATS, tellsTheSame } from "./formats.js";
import { counted } from "./wording.js";

const CHANGED = "The service reads this article differently now; send it again.";

export class Exporter {
  #client;
  #shown;
  #failed;
  /** @type {HTMLSelectElement} */
  #offsets = byId("export-offsets");
  #note = byId("export-note");
  /** Answers had already, by form and unit: the same article gives the same answer. @type {Map<string, string>} */
  #had = new Map();
  /** @type {Reading | null} */
  #reading = null;

  /**
   * @param {Client} client
   * @param {() => Item[]} shown the quotes shown now
   * @param {(error: unknown) => string} failed puts an error into words
   */
  constructor(client, shown, failed) {
    this.#client = client;
    this.#shown = shown;
    this.#failed = failed;
    byId("export").addEventListener("click", (event) => {
      const name = event.target instanceof HTMLElement ? event.target.dataset.format : undefined;
      if (name) this.#export(name);
    });
  }

  /** @param {Reading} reading */
  begin(reading) {
    this.#reading = reading;
    this.#had.clear();
    this.#note.textContent = "";
  }

  /** @param {string} name of the format */
  async #export(name) {
    const reading = this.#reading;
    if (!reading) return;
    const format = FORMATS[name];
    const shown = this.#shown();
    const kept = new Set(shown.map((item) => item.id));
    this.#note.textContent = `Asking the service for ${format.label}…`;
    try {
      const body = await this.#answer(reading, format.accept, format.units ? this.#offsets.value : "codepoint");
      if (this.#reading !== reading) return;
      if (!tellsTheSame(format, body, shown, reading.answer)) return void (this.#note.textContent = CHANGED);
      // All of it goes out as the very bytes that came.
      const all = kept.size === reading.answer.quotes.length;
      download(all ? body : format.keep(body, kept), fileName(reading, format.extension), format.accept);
      this.#note.textContent = `${counted(kept.size, "quote")} exported as ${format.label}.`;
    } catch (error) {
      this.#note.textContent = this.#failed(error);
    }
  }

  /** @param {Reading} reading @param {string} accept @param {string} offsets */
  async #answer(reading, accept, offsets) {
    const key = `${accept} ${offsets}`;
    const had = this.#had.get(key) ?? (await this.#client.form(reading.article, accept, offsets));
    if (this.#reading === reading) this.#had.set(key, had);
    return had;
  }
}

/**
 * @param {Reading} reading
 * @param {string} extension
 */
export function fileName({ answer }, extension) {
  const { title, id, sha256 } = answer.article;
  const name = (title ?? id ?? "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${name || sha256.slice(0, 12)}.${extension}`;
}
