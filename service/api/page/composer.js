// @ts-check
// The form that an article is given in: pasted, dropped, opened, or one of the samples.

/** @import { Client } from "./client.js" */
/** @import { Article } from "./types.js" */
/** @import { Trouble } from "./troubles.js" */

import { announce, byId, element } from "./dom.js";

const ABOUT = /** @type {const} */ (["title", "url", "publisher", "published", "id"]);
const HIGH_SURROGATE = /[\ud800-\udbff](?=[\udc00-\udfff])/g;

export class Composer {
  /** @type {HTMLFormElement} */
  #form = byId("compose");
  /** @type {HTMLTextAreaElement} */
  #text = byId("text");
  /** @type {HTMLSelectElement} */
  #samples = byId("sample");
  /** @type {number | null} code points that the service takes */
  #limit = null;
  #client;
  #submit;

  /** @param {Client} client @param {(article: Article) => void} submit */
  constructor(client, submit) {
    this.#client = client;
    this.#submit = submit;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.#form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.submit();
    });
    this.#text.addEventListener("input", () => this.#typed());
    this.#samples.addEventListener("change", () => this.#takeSample());
    /** @type {HTMLInputElement} */ (byId("file")).addEventListener("change", (event) => {
      const field = /** @type {HTMLInputElement} */ (event.target);
      this.#takeFile(field.files?.[0]);
      field.value = "";
    });
    this.#takeDrops();
  }

  /** Asks the service what it takes and which samples it has. The form works without either. */
  async prepare() {
    this.#client.info().then(
      ({ limits }) => {
        this.#limit = limits.max_text_chars;
        this.#count();
      },
      () => {},
    );
    const samples = await this.#client.samples().catch(() => []);
    this.#samples.append(...samples.map(({ name, title }) => element("option", { value: name }, title)));
    byId("sample-row").hidden = samples.length === 0;
  }

  /** Takes the keyboard to the first field that is wrong, or to the article. */
  focus() {
    const wrong = this.#form.querySelector("[aria-invalid]");
    if (wrong instanceof HTMLElement) wrong.focus();
    else this.#text.focus();
  }

  submit() {
    this.clearTrouble();
    if (!this.#text.value.trim()) {
      this.#wrong("text", "Paste, drop or choose an article first.");
      this.#text.focus();
      return;
    }
    this.#submit(this.#article());
  }

  /** @param {boolean} busy while an article is on its way it cannot be changed */
  lock(busy) {
    /** @type {HTMLFieldSetElement} */ (byId("compose-fields")).disabled = busy;
  }

  /** @param {Trouble} trouble */
  showTrouble({ title, advice, fields, reference }) {
    const list = element("ul");
    for (const { name, detail } of fields) {
      if (!this.#wrong(name, detail)) list.append(element("li", {}, `${name}: ${detail}`));
    }
    const parts = [element("h2", {}, title), element("p", {}, advice), ...(list.children.length ? [list] : [])];
    if (reference) parts.push(element("p", { class: "reference" }, `Request ${reference}`));
    byId("trouble").replaceChildren(...parts);
    byId("trouble").hidden = false;
  }

  clearTrouble() {
    byId("trouble").hidden = true;
    byId("trouble").replaceChildren();
    for (const field of this.#form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    for (const note of this.#form.querySelectorAll(".field-error")) note.textContent = "";
  }

  /** @returns {Article} */
  #article() {
    // What the field holds is what is sent and what is highlighted: browsers change line ends in it.
    /** @type {Article} */
    const article = { text: this.#text.value };
    for (const name of ABOUT) {
      const value = /** @type {HTMLInputElement} */ (byId(`about-${name}`)).value.trim();
      if (value) article[name] = value;
    }
    return article;
  }

  /** @param {string} name @param {string} detail @returns {boolean} whether the form has such a field */
  #wrong(name, detail) {
    const field = document.getElementById(name === "text" ? "text" : `about-${name}`);
    const note = document.getElementById(`error-${name}`);
    if (!field || !note) return false;
    field.setAttribute("aria-invalid", "true");
    note.textContent = detail;
    field.closest("details")?.setAttribute("open", "");
    return true;
  }

  #typed() {
    this.#samples.value = "";
    this.#count();
  }

  #count() {
    const text = this.#text.value;
    const length = text.length - (text.match(HIGH_SURROGATE)?.length ?? 0);
    const limit = this.#limit === null ? "" : ` of ${this.#limit.toLocaleString("en")}`;
    const over = this.#limit !== null && length > this.#limit;
    byId("length").textContent = `${length.toLocaleString("en")}${limit} characters${over ? ": too long" : ""}`;
    byId("length").classList.toggle("over", over);
  }

  async #takeSample() {
    const name = this.#samples.value;
    if (!name) return;
    try {
      const text = await this.#client.sample(name);
      if (this.#samples.value === name) this.#fill(text, this.#samples.selectedOptions[0].text);
    } catch {
      this.#wrong("text", "The sample article could not be fetched. Check that the service runs.");
    }
  }

  /** @param {string} text @param {string} title */
  #fill(text, title) {
    this.#text.value = text;
    for (const name of ABOUT) /** @type {HTMLInputElement} */ (byId(`about-${name}`)).value = "";
    /** @type {HTMLInputElement} */ (byId("about-title")).value = title;
    this.clearTrouble();
    this.#count();
    announce(`“${title}” is in the form.`);
  }

  #takeDrops() {
    const over = (/** @type {boolean} */ is) => this.#form.classList.toggle("dropping", is);
    // Anywhere on the page: what is dropped beside the field would make the browser leave for the file.
    document.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      over(true);
    });
    document.addEventListener("dragleave", () => over(false));
    document.addEventListener("drop", (event) => {
      const file = event.dataTransfer?.files[0];
      over(false);
      // Dropped words go where every text field puts them.
      if (!file) return;
      event.preventDefault();
      if (this.#form.checkVisibility()) this.#takeFile(file);
    });
  }

  /** @param {File | undefined} file */
  async #takeFile(file) {
    if (!file) return;
    if (!file.type.startsWith("text/") && !/\.(txt|text|md)$/i.test(file.name)) {
      return void this.#wrong("text", `${file.name} is no text file. Save the article as plain text (.txt).`);
    }
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
      this.#samples.value = "";
      this.#fill(text, file.name.replace(/\.[^.]*$/, ""));
    } catch {
      this.#wrong("text", `${file.name} is not in UTF-8. Save it again with that encoding.`);
    }
  }
}
