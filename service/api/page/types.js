// @ts-check
// The names that the other modules' comments use. Nothing here runs.

/**
 * A half-open stretch of the article, in UTF-16 code units as the page asks for.
 * @typedef {{start: number, end: number, text: string}} Span
 *
 * @typedef {"direct" | "indirect" | "mixed"} QuoteType
 *
 * @typedef {object} Cue
 * @property {string} text
 * @property {string} lemma
 * @property {Span[]} spans
 * @property {string} class
 * @property {boolean} negated
 * @property {boolean} hedged
 *
 * @typedef {object} Quote
 * @property {string} id
 * @property {QuoteType} type
 * @property {{text: string, spans: Span[]}} content
 * @property {Span[]} verbatim
 * @property {Cue | null} cue
 * @property {{text: string, spans: Span[], form: "name" | "nominal" | "pronoun"} | null} source
 * @property {string | null} speaker
 * @property {Span[]} resolution
 * @property {string | null} nested_in
 * @property {number} confidence
 * @property {number | null} speaker_confidence
 *
 * @typedef {object} Speaker
 * @property {string} id
 * @property {string} name
 * @property {string[]} aliases
 * @property {string} kind
 * @property {string | null} description
 * @property {string[]} members
 * @property {Span[]} mentions
 * @property {string[]} quotes
 *
 * @typedef {object} Answer
 * @property {{id: ?string, title: ?string, url: ?string, published: ?string, publisher: ?string,
 *   language: string, length: number, sha256: string}} article
 * @property {string} offsets
 * @property {Quote[]} quotes
 * @property {Speaker[]} speakers
 * @property {{code: string, detail: string, span: Span | null}[]} warnings
 * @property {{name: string, version: string, stanza: string}} model
 *
 * What is sent to POST /v1/quotes.
 * @typedef {{text: string, id?: string, title?: string, url?: string, published?: string, publisher?: string}} Article
 *
 * A quote with what the page works out about it once (reading.js).
 * @typedef {object} Item
 * @property {Quote} quote
 * @property {string} id
 * @property {string} tag             letter of the type and number, such as D3
 * @property {Speaker | null} speaker
 * @property {number} colour          place in the palette, 0 for no speaker
 * @property {number} words           words of the content
 * @property {string} text            the content folded, for the search
 * @property {Item | null} parent
 * @property {Item[]} children
 *
 * A row of the list of speakers.
 * @typedef {object} Voice
 * @property {string} key             the speaker's id, or NOBODY
 * @property {Speaker | null} speaker
 * @property {number} colour
 * @property {Item[]} own             quotes that are theirs alone
 * @property {Item[]} joint           quotes of groups that they are a member of
 * @property {number} words           words of their own quotes
 * @property {number} share           of all words of all quotes, 0 to 1
 *
 * An article with its answer, as the views show it.
 * @typedef {object} Reading
 * @property {Article} article
 * @property {Answer} answer
 * @property {Item[]} items
 * @property {Map<string, Item>} byId
 * @property {Voice[]} voices
 * @property {string[]} amiss         ids of quotes left out, because an offset did not hold
 *
 * @typedef {object} Filters
 * @property {string | null} voice    a speaker's id, NOBODY, or null for everybody
 * @property {Set<string>} types
 * @property {Set<string>} classes    cue classes that are left out
 * @property {"any" | "only" | "without"} negated
 * @property {"any" | "only" | "without"} hedged
 * @property {number} confidence      the least
 * @property {string} search
 *
 * @typedef {"right" | "wrong" | "reattributed"} Verdict
 * @typedef {{verdict: Verdict, speaker?: string | null, name?: string | null, at: string}} Decision
 */

export {};
