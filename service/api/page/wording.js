// @ts-check
// What the answer's values are in words. Pure.

/** @import { Cue, Item, Quote, Speaker } from "./types.js" */

export const TYPE_NAMES = { direct: "Direct quote", indirect: "Reported speech", mixed: "Mixed quote" };

/** @type {Record<string, string>} */
export const TYPE_MEANINGS = {
  direct: "all of it in quotation marks",
  indirect: "the article’s words, not the speaker’s",
  mixed: "partly in quotation marks; only those words are the speaker’s own",
};

/** @type {Record<string, string>} */
const KINDS = {
  person: "person",
  organization: "organisation",
  group: "group",
  document: "document",
  unnamed: "unnamed person",
  other: "other",
};

export const VERDICTS = { right: "right", wrong: "wrong", reattributed: "re-attributed" };

// How a cue of each class reads: plainly, and under a negation.
/** @type {Record<string, [string, string]>} */
const CLASS_VERBS = {
  statement: ["says", "does not say"],
  claim: ["claims", "does not claim"],
  denial: ["denies", "does not deny"],
  admission: ["admits", "does not admit"],
  accusation: ["accuses", "does not accuse"],
  opinion: ["holds", "does not hold"],
  question: ["asks", "does not ask"],
  directive: ["calls for", "does not call for"],
  commitment: ["promises", "does not promise"],
  finding: ["finds", "does not find"],
  feeling: ["feels", "does not feel"],
  other: ["is given as the source of", "is not given as the source of"],
};

/** @param {Speaker} speaker */
export function kindOf(speaker) {
  return KINDS[speaker.kind] ?? speaker.kind;
}

/**
 * @param {Cue | null} cue
 * @returns {string} such as “denies” or “reportedly does not say”
 */
export function cueInWords(cue) {
  if (!cue) return "is quoted, without a word that says so:";
  const [plain, negated] = CLASS_VERBS[cue.class] ?? CLASS_VERBS.other;
  return `${cue.hedged ? "reportedly " : ""}${cue.negated ? negated : plain}`;
}

/**
 * What a negated or hedged cue means for whoever wants to use the quote.
 * @param {Cue | null} cue
 * @returns {string[]}
 */
export function cautions(cue) {
  const found = [];
  if (cue?.negated) found.push(`Negated: by “${cue.text}” the article says that this was not said.`);
  if (cue?.hedged) found.push(`Hedged: by “${cue.text}” the article does not vouch that it was said.`);
  return found;
}

/**
 * The quotes that `item` stands in, the nearest first.
 * @param {Item} item
 * @returns {Item[]}
 */
function enclosing(item) {
  const found = new Set();
  for (let each = item.parent; each && !found.has(each); each = each.parent) found.add(each);
  return [...found];
}

/**
 * The same, also for the quotes that `item` stands in: what they take back, they take back of it too.
 * @param {Item} item
 * @returns {string[]}
 */
export function allCautions(item) {
  const around = enclosing(item).flatMap(({ tag, quote: { cue } }) => {
    const denied = cue?.class === "denial" && !cue.negated ? [`Denied: by “${cue.text}” its source denies it.`] : [];
    return [...cautions(cue), ...denied].map((each) => `It stands within ${tag}. ${each}`);
  });
  return [...cautions(item.quote.cue), ...around];
}

/**
 * @param {Item} item
 * @returns {string[]} through whom the quote came, such as “as told by the minister, who denies this”
 */
export function toldBy(item) {
  return enclosing(item).map(({ speaker, quote: { cue } }) => {
    const doubted = cue?.negated || cue?.hedged || cue?.class === "denial";
    return `as told by ${speaker?.name ?? "somebody unnamed"}${doubted ? `, who ${cueInWords(cue)} this` : ""}`;
  });
}

/**
 * @param {string[]} ids of quotes left out because their places do not hold
 * @returns {string} what to say beside a count of the others
 */
export function amissInWords(ids) {
  return ids.length ? `, and ${ids.length} left out because of wrong offsets` : "";
}

/**
 * @param {number} share a calibrated probability
 * @returns {string}
 */
export function confidenceWord(share) {
  if (share >= 0.85) return "high";
  if (share >= 0.65) return "fair";
  return share >= 0.4 ? "low" : "very low";
}

/** @param {number} share */
export function confidenceInWords(share) {
  return `${confidenceWord(share)} (${share.toFixed(2)})`;
}

/**
 * Why a quote has no speaker.
 * @param {Quote} quote
 */
export function whyNobody(quote) {
  const { source } = quote;
  if (!source) return "The article does not say whose words these are.";
  if (source.form === "pronoun") return `“${source.text}” could not be tied to one person in the article.`;
  return `The article ascribes this to “${source.text}”, which could not be tied to anybody.`;
}

/** @param {Item} item */
export function speakerName(item) {
  return item.speaker?.name ?? "No speaker";
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function counted(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** @param {number} share */
export function percent(share) {
  return share > 0 && share < 0.01 ? "< 1 %" : `${Math.round(share * 100)} %`;
}

/** @type {Record<string, string>} */
const WARNINGS = {
  not_english: "This does not seem to be English. Whosaid reads English only.",
  stray_mark: "A quotation mark has no partner; where its quote ends is a guess.",
  partly_analysed: "Part of the text could not be read, so quotes there are missing.",
};

/** @param {{code: string, detail: string}} warning */
export function warningInWords({ code, detail }) {
  return WARNINGS[code] ?? detail;
}
