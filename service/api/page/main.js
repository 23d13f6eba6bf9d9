// @ts-check
// The page put together: what is read, which quotes are shown, which one is open.

/** @import { Answer, Article, Reading } from "./types.js" */
/** @import { Trouble } from "./troubles.js" */

import { ArticleView } from "./article.js";
import { Client } from "./client.js";
import { Composer } from "./composer.js";
import { ControlsView } from "./controls.js";
import { DetailView } from "./detail.js";
import { announce, byId, download } from "./dom.js";
import { Exporter, fileName } from "./exporting.js";
import { choose } from "./filters.js";
import { JudgingView } from "./judging.js";
import { KeyDialog } from "./keydialog.js";
import { bindings, Keyboard } from "./keys.js";
import { showOverview } from "./overview.js";
import { QuotesView } from "./quotes.js";
import { read } from "./reading.js";
import { browserStorage, Decisions, report } from "./reviews.js";
import { Sending } from "./sending.js";
import { buildSheet } from "./sheet.js";
import { SpeakersView } from "./speakers.js";
import { Strip } from "./strip.js";
import { explain } from "./troubles.js";

class Page {
  #client = new Client();
  /** @type {Reading | null} */
  #reading = null;
  /** @type {Decisions} */
  #decisions = new Decisions("", null);
  /** @type {string | null} the quote that is open */
  #open = null;
  /** @type {string | null} the quote that the keyboard went to last */
  #current = null;
  /** @type {Article | null} what to send once there is a key */
  #waiting = null;

  #composer = new Composer(this.#client, (article) => this.#send(article));
  #sending = new Sending(this.#client, {
    // Every second would be too much to listen to.
    working: (seconds) => this.#tellWork(`Reading the article… ${seconds} s`, seconds === 0),
    waiting: ({ title, retry }, seconds) =>
      this.#tellWork(`${title}. The page tries again by itself in ${seconds} s.`, seconds === retry),
    failed: (trouble) => this.#fail(trouble),
    cancelled: () => this.#cancelled(),
    answered: (article, answer, milliseconds) => this.#show(article, answer, milliseconds),
  });
  #actions = {
    open: (/** @type {string} */ id) => this.open(id),
    point: (/** @type {string | null} */ id) => this.#light(id ?? this.#open),
    jump: (/** @type {import("./types.js").Span} */ span) => this.#article.jump(span),
  };
  #article = new ArticleView(this.#actions);
  #strip = new Strip(this.#actions);
  #quotes = new QuotesView(this.#actions);
  #speakers = new SpeakersView((voice) => this.#controls.choose(voice));
  #controls = new ControlsView(() => this.#filter());
  #detail = new DetailView(this.#actions);
  #judging = new JudgingView((item) => this.#quotes.decide(item, this.#decisions.of(item)));
  #key = new KeyDialog((key) => this.#takeKey(key));
  #exporter = new Exporter(
    this.#client,
    () => this.#quotes.shown,
    (error) => {
      const { title, advice } = explain(error, this.#client.hasKey);
      return `${title}. ${advice}`;
    },
  );

  start() {
    this.#composer.prepare();
    new Keyboard(bindings(this, this.#detail, this.#judging, this.#speakers, this.#controls));
    const click = (/** @type {string} */ id, /** @type {() => void} */ does) =>
      byId(id).addEventListener("click", does);
    click("cancel", () => this.#sending.cancel());
    click("another", () => this.#stage("compose"));
    click("back", () => this.#stage("results"));
    click("close", () => this.close());
    click("next", () => this.move(1));
    click("previous", () => this.move(-1));
    click("print", () => print());
    click("export-decisions", () => this.#exportDecisions());
    click("clear-decisions", () => this.#judging.clear());
    addEventListener(
      "beforeprint",
      () => this.#reading && buildSheet(this.#reading, this.#quotes.shown, this.#decisions),
    );
  }

  /** @param {string} id of the quote to open */
  open(id) {
    const item = this.#reading?.byId.get(id);
    if (!item || !this.#reading) return;
    // A parent, or a child, that is filtered out is shown all the same when it is asked for.
    this.#open = this.#current = id;
    this.#detail.show(item, this.#reading);
    this.#judging.show(item);
    this.#quotes.open(id);
    this.#light(id);
    document.body.classList.add("has-open");
    this.#article.reveal(id);
    this.#detail.focus();
  }

  /** Closes the open quote and goes back to its place in the list. */
  close() {
    if (!this.#open) return;
    const id = this.#open;
    this.#open = null;
    this.#detail.hide();
    this.#judging.hide();
    this.#quotes.open(null);
    document.body.classList.remove("has-open");
    // Where filters hide it, its place is gone.
    if (!this.#quotes.focus(id) && !this.#quotes.focus(this.#quotes.shown[0]?.id)) byId("search").focus();
  }

  /** Opens the quote that the keyboard went to last. */
  openCurrent() {
    const shown = this.#quotes.shown;
    const item = shown.find((each) => each.id === this.#current) ?? shown[0];
    if (item) this.open(item.id);
  }

  /** @param {number} by how many quotes to go on, among those shown */
  move(by) {
    const shown = this.#quotes.shown;
    if (!shown.length) return;
    const focused = document.activeElement?.closest("button[data-q]")?.getAttribute("data-q");
    const at = shown.findIndex((item) => item.id === (focused ?? this.#current));
    const first = by > 0 ? 0 : shown.length - 1;
    const { id } = shown[at < 0 ? first : Math.min(Math.max(at + by, 0), shown.length - 1)];
    if (this.#open) return this.open(id);
    this.#current = id;
    this.#quotes.focus(id);
    this.#article.reveal(id);
  }

  /** @param {Article} article */
  #send(article) {
    this.#waiting = article;
    this.#stage("working");
    this.#composer.lock(true);
    byId("cancel").focus();
    this.#sending.start(article);
  }

  /** @param {string} message @param {boolean} aloud */
  #tellWork(message, aloud) {
    byId("work").textContent = message;
    if (aloud) announce(message);
  }

  /** @param {Trouble} trouble */
  #fail(trouble) {
    this.#stage("compose");
    this.#composer.showTrouble(trouble);
    if (!trouble.wantsKey) return this.#composer.focus();
    this.#key.ask(trouble.title);
  }

  #cancelled() {
    this.#stage("compose");
    this.#composer.focus();
    announce("Cancelled. The article is still in the form.");
  }

  /** @param {string} key */
  #takeKey(key) {
    this.#client.useKey(key);
    this.#composer.clearTrouble();
    if (this.#waiting) this.#send(this.#waiting);
  }

  /** @param {Article} article @param {Answer} answer @param {number | null} milliseconds */
  #show(article, answer, milliseconds) {
    performance.mark("whosaid:answered");
    const reading = read(article, answer);
    this.#reading = reading;
    this.#decisions = new Decisions(answer.article.sha256, browserStorage());
    this.#open = this.#current = null;
    this.#detail.hide();
    document.body.classList.remove("has-open");
    for (const view of [this.#article, this.#strip, this.#quotes, this.#speakers, this.#controls]) view.show(reading);
    this.#judging.begin(reading, this.#decisions);
    for (const item of reading.items) this.#quotes.decide(item, this.#decisions.of(item));
    this.#exporter.begin(reading);
    showOverview(reading, milliseconds, (span) => this.#article.jump(span));
    this.#stage("results");
    this.#filter();
    byId("article-title").focus({ preventScroll: true });
    window.scrollTo(0, 0);
    measureRender();
  }

  #filter() {
    const reading = this.#reading;
    if (!reading) return;
    const { filters, order } = this.#controls;
    const shown = choose(reading, filters);
    this.#quotes.filter(shown, order, reading, filters.voice);
    this.#article.filter(shown);
    this.#strip.filter(shown);
    this.#speakers.choose(filters.voice);
    this.#controls.count(shown, reading);
    this.#quotes.open(this.#open);
  }

  /** @param {string | null} id */
  #light(id) {
    this.#article.light(id);
    this.#strip.light(id);
    this.#quotes.light(id);
  }

  /** @param {"compose" | "working" | "results"} stage */
  #stage(stage) {
    document.body.dataset.stage = stage;
    byId("composer").hidden = stage === "results";
    byId("results").hidden = stage !== "results";
    byId("working").hidden = stage !== "working";
    byId("back").hidden = this.#reading === null || stage !== "compose";
    for (const tool of document.querySelectorAll(".tool"))
      /** @type {HTMLElement} */ (tool).hidden = stage !== "results";
    if (stage !== "working") this.#composer.lock(false);
    if (stage === "compose") this.#composer.focus();
  }

  #exportDecisions() {
    const reading = this.#reading;
    if (!reading) return;
    const body = JSON.stringify(report(reading, this.#decisions), null, 1);
    download(body, fileName(reading, "decisions.json"), "application/json");
  }
}

/** Leaves in the browser's own timeline how long it took from the answer to the next frame on the screen. */
function measureRender() {
  requestAnimationFrame(() => setTimeout(() => performance.measure("whosaid:render", "whosaid:answered")));
}

new Page().start();
