// @ts-check
// A reviewer's decisions on the quotes of one article, kept in this browser alone.

/** @import { Decision, Item, Reading, Speaker } from "./types.js" */

const PREFIX = "whosaid:decisions:";

/**
 * What a decision is about: these words, by this speaker. When another version of the models reads the article
 * differently, a decision on the old reading is not taken for one on the new.
 * @param {Item} item
 */
export function subjectOf(item) {
  const places = (item.quote.content.spans ?? []).map(({ start, end }) => `${start}-${end}`).join(" ");
  const cue = (item.quote.cue?.spans ?? []).map(({ start, end }) => `${start}-${end}`).join(" ");
  return JSON.stringify([places, cue, item.speaker?.name ?? null]);
}

export class Decisions {
  /** @type {Record<string, Decision>} */
  #made = {};
  #key;
  #storage;

  /**
   * @param {string} sha256 of the article
   * @param {Storage | null} storage null where the browser keeps nothing
   */
  constructor(sha256, storage) {
    this.#key = PREFIX + sha256;
    this.#storage = storage;
    this.#made = this.#load();
  }

  /** Whether what is decided is there again after the page is closed. */
  get lasting() {
    return this.#storage !== null;
  }

  /**
   * @param {Item} item
   * @returns {Decision | null}
   */
  of(item) {
    return this.#made[subjectOf(item)] ?? null;
  }

  /**
   * @param {Item} item
   * @param {Decision | null} decision null takes an earlier one back
   */
  set(item, decision) {
    if (decision) this.#made[subjectOf(item)] = decision;
    else delete this.#made[subjectOf(item)];
    this.#save();
  }

  /** Forgets everything about this article. */
  clear() {
    this.#made = {};
    this.#save();
  }

  /** @returns {Record<string, Decision>} */
  #load() {
    try {
      const kept = JSON.parse(this.#storage?.getItem(this.#key) ?? "{}");
      const entries = kept && typeof kept === "object" ? Object.entries(kept) : [];
      return Object.fromEntries(
        entries.filter(([, each]) => ["right", "wrong", "reattributed"].includes(each?.verdict)),
      );
    } catch {
      return {};
    }
  }

  #save() {
    try {
      if (Object.keys(this.#made).length) this.#storage?.setItem(this.#key, JSON.stringify(this.#made));
      else this.#storage?.removeItem(this.#key);
    } catch {
      // Full or forbidden: from here on the page says that decisions go with it.
      this.#storage = null;
    }
  }
}

/** @returns {Storage | null} the browser's storage, where it may be used */
export function browserStorage() {
  try {
    const probe = `${PREFIX}probe`;
    localStorage.setItem(probe, "");
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return null;
  }
}

/**
 * @param {Reading} reading
 * @param {Decisions} decisions
 * @returns {Record<string, number>} how many quotes are decided on, and how
 */
export function tally(reading, decisions) {
  const counts = { decided: 0, right: 0, wrong: 0, reattributed: 0 };
  for (const item of reading.items) {
    const decision = decisions.of(item);
    if (!decision) continue;
    counts.decided++;
    counts[decision.verdict]++;
  }
  return counts;
}

/**
 * Whom a re-attribution names. Ids are counted anew in every reading, so that the one it was made with may be somebody
 * else's now; the name is what the reviewer saw.
 * @param {Speaker[]} speakers of this reading
 * @param {Decision} decision
 * @returns {string | null} the id here; null where nobody of that name is among the speakers
 */
export function speakerIn(speakers, decision) {
  if (!decision.speaker) return null;
  const named = speakers.filter((each) => each.name === decision.name);
  return (named.find((each) => each.id === decision.speaker) ?? named[0])?.id ?? null;
}

/**
 * @param {Reading} reading
 * @param {Decisions} decisions
 * @returns {object} the decisions with what they are about, for a file; offsets in UTF-16
 */
export function report(reading, decisions) {
  const { article, offsets, model } = reading.answer;
  const made = reading.items.flatMap((item) => {
    const decision = decisions.of(item);
    if (!decision) return [];
    const { id, type, content, cue, confidence } = item.quote;
    const found = { id, type, content, cue: cue?.text ?? null, speaker: item.speaker?.name ?? null, confidence };
    const speaker = speakerIn(reading.answer.speakers, decision);
    return [{ quote: found, ...decision, ...(decision.verdict === "reattributed" ? { speaker } : {}) }];
  });
  return { article, offsets, model, decisions: made };
}
