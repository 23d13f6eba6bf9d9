// @ts-check
// The form that an article is given in: pasted, dropped, opened, or one of the samples.

/** @import { Client } from "./client.js" */
/** @import { Article } from "./types.js" */
/** @import { Trouble } from "./troubles.js" */

import { announce, byId, element } from "./dom.js";

const ABOUT = /** @type {const} */ (["title", "url", "publisher", "published", "id"]);
// By so much of an article's beginning is told whether the field still holds it.
const HEAD = 80;
const HIGH_SURROGATE = /[\ud800-\udbff](?=[\udc00-\udfff])/g;

export class Composer {
  /** @type {HTMLFormElement} */
  #form = byId("compose");
  /** @type {HTMLTextAreaElement} */
  #text = byId("text");
  /** @type {HTMLSelectElement} */
  #samples = byId("sample");
  /** @type {HTMLButtonElement} */
  #button = byId("submit");
  /** @type {HTMLFieldSetElement} */
  #fields = byId("compose-fields");
  /** @type {number | null} code points that the service takes */
  #limit = null;
  /** @type {{title: string, head: string} | null} the title that came with a sample or file, and how that begins */
  #given = null;
  /** How often a sample was asked for: only the last one counts. */
  #asked = 0;
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
    // Browsers give back what was typed before a page was loaded again.
    this.#showAbout();
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
    // The keyboard's way in is as closed as the button while a sample is on its way.
    if (this.#button.disabled) return;
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
    this.#fields.disabled = busy;
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
      const value = about(name).value.trim();
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
    const given = this.#given;
    // Another article has another title. What the reader typed is the reader's to change.
    if (given && !(given.head && this.#text.value.includes(given.head))) {
      if (about("title").value === given.title) about("title").value = "";
      this.#given = null;
    }
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
    const turn = ++this.#asked;
    this.#button.disabled = true;
    try {
      const text = await this.#client.sample(name);
      if (this.#samples.value === name) this.#fill(text, this.#samples.selectedOptions[0].text);
    } catch {
      this.#wrong("text", "The sample article could not be fetched. Check that the service runs.");
    } finally {
      if (turn === this.#asked) this.#button.disabled = false;
    }
  }

  /** @param {string} text @param {string} title */
  #fill(text, title) {
    this.#text.value = text;
    const field = about("title");
    if (!field.value.trim() || field.value === this.#given?.title) {
      field.value = title;
      // As the fields hold them: browsers change line ends.
      this.#given = { title: field.value, head: this.#text.value.slice(0, HEAD) };
    } else this.#given = null;
    this.#showAbout();
    this.clearTrouble();
    this.#count();
    announce(`“${title}” is in the form.`);
  }

  /** What is sent with the article is in view. */
  #showAbout() {
    if (ABOUT.some((name) => about(name).value)) about("title").closest("details")?.setAttribute("open", "");
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
      if (this.#form.checkVisibility() && !this.#fields.disabled) this.#takeFile(file);
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

/** @param {typeof ABOUT[number]} name @returns {HTMLInputElement} */
function about(name) {
  return byId(`about-${name}`);
}
