// @ts-check
// Characters that could make a text look other than it is, or cover what stands around it. Pure.

/** @type {Record<string, string>} */
const CONTROLS = {
  "\u061c": "ALM",
  "\u200e": "LRM",
  "\u200f": "RLM",
  "\u202a": "LRE",
  "\u202b": "RLE",
  "\u202c": "PDF",
  "\u202d": "LRO",
  "\u202e": "RLO",
  "\u2066": "LRI",
  "\u2067": "RLI",
  "\u2068": "FSI",
  "\u2069": "PDI",
};

// Directional controls; and letters under so many marks that they reach into other lines.
const STRANGE = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\P{M}?\p{M}{5,}/gu;

/**
 * `control` is the name of a directional control; `tower` tells of a letter with a tower of marks.
 * @typedef {{text: string, control: string | null, tower: boolean}} Piece
 */

/**
 * @param {string} text
 * @returns {Piece[]} all of `text`
 */
export function pieces(text) {
  if (text.search(STRANGE) < 0) return text ? [{ text, control: null, tower: false }] : [];
  /** @type {Piece[]} */
  const found = [];
  let done = 0;
  const plain = (/** @type {number} */ end) => {
    if (end > done) found.push({ text: text.slice(done, end), control: null, tower: false });
  };
  for (const match of text.matchAll(STRANGE)) {
    plain(match.index);
    const control = CONTROLS[match[0]] ?? null;
    found.push({ text: match[0], control, tower: control === null });
    done = match.index + match[0].length;
  }
  plain(text.length);
  return found;
}

/** @param {string} text */
export function hasControls(text) {
  return pieces(text).some(({ control }) => control !== null);
}
