// @ts-check
// The service's HTTP interface, as any client could use it.

/** @import { Answer, Article } from "./types.js" */

/** An answer that is an error: problem+json (RFC 9457), or whatever stood between the page and the service sent. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {{type?: string, title?: string, detail?: string, request_id?: string,
   *   errors?: {pointer: string, detail: string}[]}} problem
   * @param {number | null} retryAfter seconds
   */
  constructor(status, problem, retryAfter) {
    super(problem.detail ?? problem.title ?? `HTTP status ${status}`);
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** No answer came at all, or not all of it. */
export class Unreachable extends Error {}

/** What is said of a key that no request can carry. */
export const UNSENDABLE = { title: "The key holds signs that no key has" };
const SENDABLE = /^[\x21-\x7e]*$/;

export class Client {
  // Nowhere else: it is gone when the page is closed.
  #key = "";

  /** @param {string} key an API key, sent with every article from now on; empty for none */
  useKey(key) {
    this.#key = key;
  }

  get hasKey() {
    return this.#key !== "";
  }

  /**
   * @param {Article} article
   * @param {AbortSignal} [signal]
   * @returns {Promise<{answer: Answer, milliseconds: number | null}>} offsets in UTF-16, as JavaScript counts
   */
  async quotes(article, signal) {
    const response = await this.#post({ ...article, offsets: "utf16" }, "application/json", signal);
    const time = response.headers.get("X-Inference-Time");
    return { answer: await whole(response.json()), milliseconds: time === null ? null : Number(time) };
  }

  /**
   * @param {Article} article
   * @param {string} accept the form wanted
   * @param {string} offsets the unit wanted
   * @param {AbortSignal} [signal]
   * @returns {Promise<string>} the answer as it came
   */
  async form(article, accept, offsets, signal) {
    return whole((await this.#post({ ...article, offsets }, accept, signal)).text());
  }

  /** @returns {Promise<{limits: {max_text_chars: number}}>} */
  async info() {
    return (await accepted(fetch("v1/info"))).json();
  }

  /** @returns {Promise<{name: string, title: string, length: number}[]>} */
  async samples() {
    return (await (await accepted(fetch("samples"))).json()).samples;
  }

  /**
   * @param {string} name
   * @returns {Promise<string>}
   */
  async sample(name) {
    return (await accepted(fetch(`samples/${encodeURIComponent(name)}`))).text();
  }

  /**
   * @param {object} body
   * @param {string} accept
   * @param {AbortSignal} [signal]
   */
  async #post(body, accept, signal) {
    // fetch would fail on it as if the page were at fault.
    if (!SENDABLE.test(this.#key)) throw new Refused(401, UNSENDABLE, null);
    /** @type {Record<string, string>} */
    const headers = { "Content-Type": "application/json", Accept: accept };
    if (this.#key) headers.Authorization = `Bearer ${this.#key}`;
    return accepted(fetch("v1/quotes", { method: "POST", headers, body: JSON.stringify(body), signal }));
  }
}

/**
 * @param {Promise<Response>} asked
 * @returns {Promise<Response>} a response that is no error
 */
async function accepted(asked) {
  const response = await whole(asked);
  if (response.ok) return response;
  const seconds = Number(response.headers.get("Retry-After") ?? NaN);
  const body = await response.json().catch(() => null);
  // What stands between may send any JSON.
  const problem = body !== null && typeof body === "object" ? body : {};
  throw new Refused(response.status, problem, Number.isFinite(seconds) ? seconds : null);
}

/**
 * @template Kind
 * @param {Promise<Kind>} asked something of a network
 * @returns {Promise<Kind>} the same, a failure of the network told apart from one of this code
 */
async function whole(asked) {
  try {
    return await asked;
  } catch (error) {
    throw error instanceof TypeError ? new Unreachable(error.message) : error;
  }
}
