"""The page's own reckoning, module by module, against what is known from elsewhere."""

from __future__ import annotations

import csv
import io
import random

import pytest

ALPHABET = ["a", "b ", "\n", "\n\n", "🌊", "é", "“", "”", "\u202e", "\u0301", " "]
CELLS = ["", "a", "a,b", 'say "hi"', "two\nlines", "two\r\nlines", '"', ",", '""', "'=1+1", "é🌊", "\r"]


def units(text):
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("seed", range(5))
def test_segments_are_the_whole_text_and_know_what_covers_them(desk, seed):
    chance = random.Random(seed)
    text = "".join(chance.choices(ALPHABET, k=200))
    size = units(text)
    quotes = [sorted(chance.sample(range(size + 1), 2)) for _ in range(12)]
    wrong = desk.evaluate(
        """async ([text, spans]) => {
          const { lanes, segment } = await import("/page/segments.js");
          const items = spans.map(([start, end], i) => ({
            id: `q${i + 1}`, parent: null, quote: { content: { spans: [{ start, end }] } } }));
          const marks = items.map(item => ({ ...item.quote.content.spans[0], kind: "content", item }));
          const blocks = segment(text, marks);
          const wrong = [];
          const drawn = blocks.map(block =>
            block.segments.map(({ start, end }) => text.slice(start, end)).join("") + "\\n".repeat(block.gap)).join("");
          if (drawn !== text) wrong.push("text");
          const lane = lanes(blocks);
          for (const { start, end, items: on } of blocks.flatMap(({ segments }) => segments)) {
            const covering = items.filter(({ quote }) =>
              quote.content.spans[0].start < end && start < quote.content.spans[0].end);
            if (covering.length !== on.length || covering.some(item => !on.includes(item))) wrong.push([start, end]);
            const taken = on.map(item => lane.get(item) ?? 0);
            if (new Set(taken).size !== taken.length) wrong.push(taken);
          }
          return wrong;
        }""",
        [text, quotes],
    )
    assert wrong == []


@pytest.mark.parametrize("seed", range(5))
def test_rows_of_a_table_are_those_that_python_reads(desk, seed):
    chance = random.Random(seed)
    rows = [[chance.choice(CELLS) for _ in range(4)] for _ in range(20)]
    table = io.StringIO(newline="")
    csv.writer(table).writerows(rows)
    found = desk.evaluate("async table => (await import('/page/formats.js')).csvRows(table)", table.getvalue())
    assert [row["cells"] for row in found] == rows
    assert "".join(row["raw"] for row in found) == table.getvalue()


def test_members_of_members_and_groups_that_hold_each_other(desk):
    groups = desk.evaluate("""async () => {
      const { groupsOf } = await import("/page/reading.js");
      const speaker = (id, ...members) => ({ id, members });
      const found = groupsOf([
        speaker("a"), speaker("b", "a"), speaker("c", "b", "x"), speaker("d", "e"), speaker("e", "d"),
      ]);
      return Object.fromEntries([...found].map(([key, set]) => [key, [...set].sort()]));
    }""")
    assert groups == {"a": ["b", "c"], "b": ["c"], "c": [], "d": ["e"], "e": ["d"]}


def test_what_is_stored_by_others_or_broken_is_no_decision(desk):
    kept = desk.evaluate("""async () => {
      const { Decisions } = await import("/page/reviews.js");
      const item = { quote: { content: { spans: [] }, cue: null }, speaker: null };
      const subject = JSON.stringify(["", "", null]);
      const made = decision => JSON.stringify({ [subject]: decision });
      const stored = ["", "{", "null", "[]", '"x"', made({ verdict: "<b>" }), made(null), made({ verdict: "right" })];
      return stored.map(text => new Decisions("0", { getItem: () => text }).of(item)?.verdict ?? null);
    }""")
    assert kept == [None] * 7 + ["right"]


def test_a_storage_that_fills_up_is_no_failure(desk):
    assert desk.evaluate("""async () => {
      const { Decisions } = await import("/page/reviews.js");
      const full = { getItem: () => null, setItem: () => { throw new DOMException("full", "QuotaExceededError") } };
      const decisions = new Decisions("0", full);
      const item = { quote: { content: { spans: [] }, cue: null }, speaker: null };
      const before = decisions.lasting;
      decisions.set(item, { verdict: "wrong", at: "" });
      return [before, decisions.lasting, decisions.of(item).verdict];
    }""") == [True, False, "wrong"]


def test_confidence_in_words(desk):
    words = desk.evaluate("""async () => {
      const { confidenceInWords } = await import("/page/wording.js");
      return [1, 0.85, 0.84, 0.65, 0.64, 0.4, 0.39, 0].map(confidenceInWords);
    }""")
    assert words == [
        "high (1.00)", "high (0.85)", "fair (0.84)", "fair (0.65)", "low (0.64)", "low (0.40)", "very low (0.39)",
        "very low (0.00)",
    ]  # fmt: skip


def test_words_are_counted_as_people_count_them(desk):
    counts = desk.evaluate("""async () => {
      const { countWords } = await import("/page/reading.js");
      return ["", "“…”", "It’s five o'clock.", "a well-known 1,200.50-euro fee 🌊", "naïve — café"].map(countWords);
    }""")
    assert counts == [0, 0, 3, 4, 2]


LINK = """async ([text, words, url, nth]) => {
  const { fragmentLink } = await import("/page/link.js");
  let start = -1;
  for (let i = 0; i <= nth; i++) start = text.indexOf(words, start + 1);
  const span = { start, end: start + words.length, text: words };
  return fragmentLink({ quote: { content: { spans: [span] } } }, { text, url });
}"""
TWICE = "He said “no deal” at noon.\n\nShe said: “No deal” at night, a-b & c.\n\nTwo,\n\nlines — so"


@pytest.mark.parametrize(
    ("words", "nth", "url", "link"),
    [
        ("“no deal”", 0, "", "#:~:text=He%20said%20%E2%80%9C-,no%20deal,-%E2%80%9D%20at%20noon."),
        ("no deal” at noon", 0, "", "#:~:text=no%20deal%E2%80%9D%20at%20noon"),
        (
            "“No deal”",
            0,
            "#top",
            "#top:~:text=She%20said%3A%20%E2%80%9C-,No%20deal,-%E2%80%9D%20at%20night%2C%20a%2Db",
        ),
        ("at noon", 0, "#:~:text=old", "#:~:text=at%20noon"),
        ("at noon", 0, "#top:~:text=old&text=x", "#top:~:text=at%20noon"),
        ("Two,\n\nlines — so", 0, "", "#:~:text=Two%2C,lines%20%E2%80%94%20so"),
        ("—", 0, "", None),
    ],
)
def test_links_to_words(desk, words, nth, url, link):
    address = "https://news.example.org/a"
    made = desk.evaluate(LINK, [TWICE, words, address + url, nth])
    assert made == (link and address + link)


def test_an_empty_or_backward_place_holds_nothing(desk):
    held = desk.evaluate("""async () => {
      const { spanHolds } = await import("/page/reading.js");
      return [[1, 1, ""], [2, 1, ""], [1, 2, "b"]].map(([start, end, text]) => spanHolds("abc", { start, end, text }));
    }""")
    assert held == [False, False, True]
