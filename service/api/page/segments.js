// @ts-check
// The article cut where anything begins or ends, so that spans that nest or overlap can be drawn. Pure.

/** @import { Item, Reading, Span } from "./types.js" */

/**
 * What a stretch of text is to the answer; `item` is null where it is a warning's.
 * @typedef {{start: number, end: number, kind: "content" | "verbatim" | "place", item: Item | null}} Mark
 *
 * A stretch in which nothing begins or ends; `items` are the quotes it is part of, the longest first.
 * @typedef {{start: number, end: number, items: Item[], verbatim: Set<Item>, place: boolean}} Segment
 *
 * A paragraph; `gap` is how many line ends follow it.
 * @typedef {{start: number, end: number, gap: number, segments: Segment[]}} Block
 */

/**
 * @param {Reading} reading
 * @returns {Mark[]} everything in the article that can be drawn or jumped to
 */
export function marksOf(reading) {
  /** @type {Mark[]} */
  const marks = [];
  const add = (/** @type {Span[]} */ spans, /** @type {Mark["kind"]} */ kind, /** @type {Item | null} */ item) => {
    for (const { start, end } of spans) marks.push({ start, end, kind, item });
  };
  for (const item of reading.items) {
    const { content, verbatim, cue, source, resolution } = item.quote;
    add(content.spans, "content", item);
    add(verbatim, "verbatim", item);
    for (const spans of [cue?.spans, source?.spans, resolution]) add(spans ?? [], "place", item);
  }
  for (const { span } of reading.answer.warnings) if (span) add([span], "place", null);
  return marks;
}

/**
 * @param {string} text
 * @returns {{start: number, end: number, gap: number}[]} its paragraphs, which with their gaps are all of it
 */
export function paragraphs(text) {
  const found = [];
  for (const match of text.matchAll(/([^\n]*)(\n*)/g)) {
    const [whole, line, gap] = match;
    if (whole) found.push({ start: match.index, end: match.index + line.length, gap: gap.length });
  }
  return found;
}

/**
 * @param {string} text
 * @param {Mark[]} marks
 * @returns {Block[]} all of `text`
 */
export function segment(text, marks) {
  const blocks = paragraphs(text);
  const points = new Set(blocks.flatMap(({ start, end, gap }) => [start, end, end + gap]));
  for (const { start, end } of marks) points.add(start).add(end);
  const segments = sweep(
    [...points].sort((a, b) => a - b),
    marks,
  );
  let next = 0;
  return blocks.map((block) => {
    const own = [];
    while (next < segments.length && segments[next].end <= block.end) own.push(segments[next++]);
    // The line ends between paragraphs belong to no paragraph, even inside a quote.
    while (next < segments.length && segments[next].end <= block.end + block.gap) next++;
    return { ...block, segments: own };
  });
}

/**
 * @param {number[]} points in order, every start and end of `marks` among them
 * @param {Mark[]} marks
 * @returns {Segment[]}
 */
function sweep(points, marks) {
  const starting = Map.groupBy(marks, (mark) => mark.start);
  const ending = Map.groupBy(marks, (mark) => mark.end);
  /** @type {Set<Mark>} */
  const active = new Set();
  const segments = [];
  for (let i = 0; i + 1 < points.length; i++) {
    for (const mark of ending.get(points[i]) ?? []) active.delete(mark);
    for (const mark of starting.get(points[i]) ?? []) active.add(mark);
    segments.push(built(points[i], points[i + 1], active));
  }
  return segments;
}

/**
 * @param {number} start
 * @param {number} end
 * @param {Set<Mark>} active
 * @returns {Segment}
 */
function built(start, end, active) {
  const items = [];
  const verbatim = new Set();
  let place = false;
  for (const { kind, item } of active) {
    if (kind === "content" && item) items.push(item);
    else if (kind === "verbatim" && item) verbatim.add(item);
    else place = true;
  }
  if (items.length > 1) items.sort(outerFirst);
  return { start, end, items, verbatim, place };
}

/**
 * Parents before the quotes in them, longer ones before shorter, so that what is short is drawn next to the words.
 * @param {Item} a
 * @param {Item} b
 */
export function outerFirst(a, b) {
  if (a.parent === b) return 1;
  if (b.parent === a) return -1;
  return reach(b) - reach(a) || Number(a.id.slice(1)) - Number(b.id.slice(1));
}

/** @param {Item} item */
function reach(item) {
  const spans = item.quote.content.spans;
  return spans[spans.length - 1].end - spans[0].start;
}

/**
 * For each quote a line of its own below the words: 0 next to them, 1 below that. Quotes that share words never share
 * a line.
 * @param {Block[]} blocks
 * @returns {Map<Item, number>} the quotes that are not in it have line 0
 */
export function lanes(blocks) {
  /** @type {Map<Item, Set<Item>>} */
  const meets = new Map();
  for (const { segments } of blocks) {
    for (const { items } of segments) {
      if (items.length < 2) continue;
      for (const item of items) {
        const others = meets.get(item) ?? new Set();
        meets.set(item, others);
        for (const other of items) if (other !== item) others.add(other);
      }
    }
  }
  const lane = new Map();
  for (const item of [...meets.keys()].sort(outerFirst).reverse()) {
    const taken = new Set([...(meets.get(item) ?? [])].map((other) => lane.get(other)));
    let free = 0;
    while (taken.has(free)) free++;
    lane.set(item, free);
  }
  return lane;
}
