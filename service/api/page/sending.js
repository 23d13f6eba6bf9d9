// @ts-check
// An article on its way: sent, waited for, tried again, or cancelled.

/** @import { Client } from "./client.js" */
/** @import { Answer, Article } from "./types.js" */
/** @import { Trouble } from "./troubles.js" */

import { explain } from "./troubles.js";

const TRIES = 4;
const SECOND = 1000;

/**
 * @typedef {object} Progress
 * @property {(seconds: number) => void} working    an answer is waited for, since so many seconds
 * @property {(trouble: Trouble, seconds: number) => void} waiting   it is sent again in so many seconds
 * @property {(trouble: Trouble) => void} failed
 * @property {() => void} cancelled
 * @property {(article: Article, answer: Answer, milliseconds: number | null) => void} answered
 */

export class Sending {
  #client;
  #progress;
  /** @type {AbortController | null} */
  #controller = null;

  /** @param {Client} client @param {Progress} progress */
  constructor(client, progress) {
    this.#client = client;
    this.#progress = progress;
  }

  /** @param {Article} article */
  async start(article) {
    this.#controller?.abort();
    const controller = new AbortController();
    this.#controller = controller;
    try {
      await this.#tries(article, controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) this.#progress.failed(explain(error, this.#client.hasKey));
      // A newer article aborts an older one; only the reader's own cancelling is worth telling.
      else if (this.#controller === controller) this.#progress.cancelled();
    }
  }

  cancel() {
    this.#controller?.abort();
  }

  /** @param {Article} article @param {AbortSignal} signal */
  async #tries(article, signal) {
    for (let left = TRIES - 1; ; left--) {
      try {
        return await this.#once(article, signal);
      } catch (error) {
        const trouble = explain(error, this.#client.hasKey);
        if (signal.aborted || trouble.retry === null || left === 0) throw error;
        for (let seconds = trouble.retry; seconds > 0; seconds--) {
          this.#progress.waiting(trouble, seconds);
          await pause(SECOND, signal);
        }
      }
    }
  }

  /** @param {Article} article @param {AbortSignal} signal */
  async #once(article, signal) {
    const begun = performance.now();
    const tell = () => this.#progress.working(Math.round((performance.now() - begun) / SECOND));
    tell();
    const clock = setInterval(tell, SECOND);
    try {
      const { answer, milliseconds } = await this.#client.quotes(article, signal);
      this.#progress.answered(article, answer, milliseconds);
    } finally {
      clearInterval(clock);
    }
  }
}

/**
 * @param {number} milliseconds
 * @param {AbortSignal} signal that ends the pause with an error
 */
function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const clock = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(clock);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}
