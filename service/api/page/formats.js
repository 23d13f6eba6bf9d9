// @ts-check
// The service's own forms of an answer, cut down to some of its quotes. Pure.
//
// What is kept is kept as the service wrote it: a row of the table is the very characters of that row.

/** @import { Answer, Item, Speaker } from "./types.js" */

/**
 * @typedef {object} Format
 * @property {string} label
 * @property {string} accept     what to ask the service for
 * @property {string} extension
 * @property {boolean} units     whether its offsets can be had in several units
 * @property {(body: string, kept: Set<string>) => string} keep
 * @property {(body: string) => Map<string, string>} texts   the words of each quote by its id
 */

/** @type {Record<string, Format>} */
export const FORMATS = {
  json: {
    label: "JSON",
    accept: "application/json",
    extension: "json",
    units: true,
    keep: inJson(keepInAnswer),
    texts: (body) => new Map(JSON.parse(body).quotes.map((/** @type {any} */ { id, content }) => [id, content.text])),
  },
  csv: { label: "CSV", accept: "text/csv", extension: "csv", units: true, keep: keepInTable, texts: textsInTable },
  annotations: {
    label: "Web Annotation",
    accept: "application/ld+json",
    extension: "annotations.jsonld",
    units: false,
    keep: inJson(keepInAnnotations),
    texts: textsInAnnotations,
  },
  claims: {
    label: "ClaimReview",
    accept: 'application/ld+json; profile="https://schema.org/ClaimReview"',
    extension: "claims.jsonld",
    units: false,
    keep: inJson(keepInClaims),
    texts: textsInClaims,
  },
};

/**
 * Whether a later answer tells what is shown: ids are counted anew in every answer, so that a service whose models were
 * changed meanwhile may call other words by the same id.
 * @param {Format} format
 * @param {string} body
 * @param {Item[]} items that are to be kept
 * @param {Answer} answer that is shown
 */
export function tellsTheSame(format, body, items, { quotes, model }) {
  const told = format.texts(body);
  if (told.size !== quotes.length) return false;
  if (format === FORMATS.json && JSON.parse(body).model.version !== model.version) return false;
  return items.every(({ id, quote: { content } }) => {
    // Tables guard what looks like a formula with an apostrophe; annotations have a text for each stretch.
    const same = [content.text, `'${content.text}`, content.spans.map(({ text }) => text).join("")];
    return same.includes(told.get(id) ?? "");
  });
}

/** @param {string} body @returns {Map<string, string>} */
function textsInTable(body) {
  const [{ cells }, ...rows] = csvRows(body);
  const [id, content] = ["quote_id", "content"].map((name) => cells.indexOf(name));
  return new Map(rows.map((row) => [row.cells[id], row.cells[content]]));
}

/** @param {string} body @returns {Map<string, string>} */
function textsInAnnotations(body) {
  const exact = (/** @type {any} */ { selector }) =>
    selector.find((/** @type {any} */ each) => each.type === "TextQuoteSelector").exact;
  const { items } = JSON.parse(body).first;
  return new Map(
    items.map((/** @type {any} */ item) => [item["schema:identifier"], item.target.map(exact).join("")]),
  );
}

/** @param {string} body @returns {Map<string, string>} */
function textsInClaims(body) {
  const claims = JSON.parse(body)["@graph"].map((/** @type {any} */ review) => review.itemReviewed);
  return new Map(claims.map((/** @type {any} */ { identifier, text }) => [identifier, text]));
}

/**
 * @param {(document: any, kept: Set<string>) => any} keep
 * @returns {(body: string, kept: Set<string>) => string}
 */
function inJson(keep) {
  return (body, kept) => JSON.stringify(keep(JSON.parse(body), kept), null, 1);
}

/**
 * As the service's own filters leave an answer: a quote whose parent is gone has none, and speakers without quotes are
 * dropped, unless a group that stays lists them.
 * @param {Answer} answer
 * @param {Set<string>} kept
 * @returns {Answer}
 */
function keepInAnswer(answer, kept) {
  const quotes = answer.quotes
    .filter((quote) => kept.has(quote.id))
    .map((quote) => ({ ...quote, nested_in: kept.has(quote.nested_in ?? "") ? quote.nested_in : null }));
  const speakers = answer.speakers.map((each) => ({ ...each, quotes: each.quotes.filter((id) => kept.has(id)) }));
  const named = withMembers(speakers);
  return { ...answer, quotes, speakers: speakers.filter((each) => named.has(each.id)) };
}

/**
 * @param {Speaker[]} speakers
 * @returns {Set<string>} ids of those with quotes, of their members, and of the members' members
 */
function withMembers(speakers) {
  const byId = new Map(speakers.map((each) => [each.id, each]));
  const waiting = speakers.filter((each) => each.quotes.length).map((each) => each.id);
  const found = new Set();
  while (waiting.length) {
    const id = /** @type {string} */ (waiting.pop());
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(byId.get(id)?.members ?? []));
  }
  return found;
}

/**
 * @param {any} collection
 * @param {Set<string>} kept
 */
function keepInAnnotations(collection, kept) {
  const chosen = collection.first.items.filter((/** @type {any} */ item) => kept.has(item["schema:identifier"]));
  const ids = new Set(chosen.map((/** @type {any} */ item) => item.id));
  const stays = (/** @type {any} */ body) => body["schema:name"] !== "nested_in" || ids.has(body.source);
  const items = chosen.map((/** @type {any} */ item) => ({ ...item, body: item.body.filter(stays) }));
  // The ids are those of the whole collection, which this is not.
  const { id: _whole, ...about } = collection;
  const { id: _page, partOf: _of, ...first } = collection.first;
  return { ...about, total: items.length, first: { ...first, items } };
}

/**
 * @param {any} document
 * @param {Set<string>} kept
 */
function keepInClaims(document, kept) {
  const reviews = document["@graph"].filter((/** @type {any} */ each) => kept.has(each.itemReviewed.identifier));
  return { ...document, "@graph": reviews };
}

/**
 * @param {string} table
 * @param {Set<string>} kept
 * @returns {string} the header and the rows of the `kept` quotes, unchanged
 */
function keepInTable(table, kept) {
  const [header, ...rows] = csvRows(table);
  const column = header.cells.indexOf("quote_id");
  return [header, ...rows.filter((row) => kept.has(row.cells[column]))].map((row) => row.raw).join("");
}

/**
 * The rows of a table by RFC 4180; a cell in quotation marks may hold commas and line ends.
 * @param {string} table
 * @returns {{raw: string, cells: string[]}[]}
 */
export function csvRows(table) {
  const rows = [];
  let cells = [];
  let start = 0;
  for (const match of table.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/g)) {
    const [whole, quoted, bare, end] = match;
    const after = match.index + whole.length;
    // At the very end there is one more, empty, match.
    if (!whole && !cells.length) break;
    cells.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    rows.push({ raw: table.slice(start, after), cells });
    cells = [];
    start = after;
  }
  return rows;
}
