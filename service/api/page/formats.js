// @ts-check
// The service's own forms of an answer, cut down to some of its quotes. Pure.
//
// What is kept is kept as the service wrote it: a row of the table is the very characters of that row.

/** @import { Answer, Speaker } from "./types.js" */

/**
 * @typedef {object} Format
 * @property {string} label
 * @property {string} accept     what to ask the service for
 * @property {string} extension
 * @property {boolean} units     whether its offsets can be had in several units
 * @property {(body: string, kept: Set<string>) => string} keep
 */

/** @type {Record<string, Format>} */
export const FORMATS = {
  json: { label: "JSON", accept: "application/json", extension: "json", units: true, keep: inJson(keepInAnswer) },
  csv: { label: "CSV", accept: "text/csv", extension: "csv", units: true, keep: keepInTable },
  annotations: {
    label: "Web Annotation",
    accept: "application/ld+json",
    extension: "annotations.jsonld",
    units: false,
    keep: inJson(keepInAnnotations),
  },
  claims: {
    label: "ClaimReview",
    accept: 'application/ld+json; profile="https://schema.org/ClaimReview"',
    extension: "claims.jsonld",
    units: false,
    keep: inJson(keepInClaims),
  },
};

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
  return { ...collection, total: items.length, first: { ...collection.first, items } };
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
