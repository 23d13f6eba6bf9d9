// @ts-check
// What went wrong, in plain words, with what to do. Pure.

import { Refused, Unreachable, UNSENDABLE } from "./client.js";

/**
 * `retry` is after how many seconds to try again, null where that would change nothing; `fields` are the form's fields
 * that are wrong.
 * @typedef {{title: string, advice: string, retry: number | null, wantsKey: boolean,
 *   fields: {name: string, detail: string}[], reference: string | null}} Trouble
 */

const SOON = 5;

/** @type {Record<number, (refused: Refused) => Partial<Trouble>>} */
const BY_STATUS = {
  401: () => ({ title: "The service wants a key", advice: "Give the API key that you were given.", wantsKey: true }),
  408: () => ({
    title: "The article arrived too slowly",
    advice: "Check your connection and send it again.",
    retry: SOON,
  }),
  413: ({ problem }) => ({
    title: "The article is too long",
    advice: `${problem.detail ?? ""} Shorten it, or send it in parts.`.trim(),
  }),
  422: ({ problem }) => ({
    title: "Something in the form is not right",
    advice: "Correct what is listed and send it again.",
    fields: (problem.errors ?? []).map(({ pointer, detail }) => ({ name: pointer.split("/")[1] ?? "", detail })),
  }),
  429: ({ retryAfter }) => ({
    title: "The service is busy",
    advice: "Other articles wait already. Try again in a while.",
    retry: retryAfter ?? SOON,
  }),
  503: ({ problem, retryAfter }) => ({
    title: "The service cannot read articles just now",
    advice: problem.type?.endsWith("extraction-failed")
      ? "It failed on this article. Try again; if it fails again, tell whoever runs the service."
      : "It is starting or shutting down. Try again in a while.",
    retry: problem.type?.endsWith("extraction-failed") ? null : (retryAfter ?? SOON),
  }),
  504: () => ({
    title: "The article took too long",
    advice: "Try again when the service has less to do, or send the article in parts.",
  }),
};

/**
 * @param {unknown} error
 * @param {boolean} hadKey whether a key was sent
 * @returns {Trouble}
 */
export function explain(error, hadKey) {
  const none = { retry: null, wantsKey: false, fields: [], reference: null };
  if (!(error instanceof Refused)) {
    const unreachable = error instanceof Unreachable;
    return {
      ...none,
      title: unreachable ? "The service cannot be reached" : "The page could not show the answer",
      advice: unreachable
        ? "Check that it runs and that you are connected, then send the article again. Nothing you typed is lost."
        : `This is a mistake of the page (${String(error)}). Tell whoever runs the service.`,
    };
  }
  const known = BY_STATUS[error.status]?.(error) ?? {
    title: "The service refused the article",
    advice: `${error.message} Tell whoever runs the service.`,
  };
  const trouble = { ...none, title: "", advice: "", ...known, reference: error.problem.request_id ?? null };
  return trouble.wantsKey && hadKey ? { ...trouble, ...keyRefused(error) } : trouble;
}

/** @param {Refused} error */
function keyRefused({ problem }) {
  if (problem === UNSENDABLE) {
    return {
      title: UNSENDABLE.title,
      advice: "A key is made of plain letters, digits and signs, without accents or spaces. Give it again.",
    };
  }
  return { title: "The key was not accepted", advice: "Check it for typing mistakes, and give it again." };
}
