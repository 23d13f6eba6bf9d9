"""The resolver alone: ``python -m models.evaluation.speakers --data FOLDER --tool evaluate.py [--fit]``.

Gives the resolver the sources that the annotators of PolNeAR's train articles marked, and those of the articles of
other kinds, on the models' own parses, and counts whom it names by the rules of the scoring tool.  ``--fit`` prints the
pronoun weights and the confidence table learned from all of these (the weights of he, she and they from GUM's gold
coreference too), and how well a fit on either half of the articles does on the other.  The table is the one in
service/attribution/confidence.py; the weights in weights.py were learned from fewer articles, since more do no better.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from models.evaluation import coreference, resolver_fit, speaker_labels, written
from models.evaluation.speaker_labels import Gold
from models.evaluation.tool import load
from models.training import polnear
from models.training.corpora import held_out
from service.attribution import descriptions, references
from service.attribution.confidence import probability
from service.attribution.discourse import Discourse
from service.attribution.linking import Linker, least
from service.attribution.pronouns import class_of, meant, ranked
from service.attribution.records import Record
from service.attribution.salience import Candidate, Context
from service.detection.wording import quote_type, verbatim
from service.domain.document import ParsedText
from service.domain.quotes import Detected
from service.domain.spans import Span
from service.domain.speakers import SpeakerKind
from service.nlp.parser import Parser
from service.text.marks import scan

GUM = "ud/en_gum-ccby-train.conllu"
PERSONAL = frozenset({
    "person pronoun", "person pronoun within", "topic", "topic within", "topic and role", "described person",
})  # fmt: skip
"""Ways of resolution that may reach somebody without a name."""
MODELS = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Case:
    """One article: its parse, its quotes as annotated, and who said each (None where that is not annotated)."""

    name: str
    parsed: ParsedText
    quotes: list[Detected]
    gold: list[Gold | None]


@dataclass(frozen=True)
class Outcome:
    """What the resolver made of one quote."""

    article: str
    form: tuple[str, str]
    how: str
    score: float
    right: bool
    wrong_person: bool


def cases(data: Path, parser: Parser) -> Iterator[Case]:
    """The train articles whose speakers are annotated."""
    for article, gold in speaker_labels.of_articles(data):
        parsed = parser.parse(article.text)
        marked = sorted(article.attributions, key=lambda a: (a.content[0], -a.content[-1][1]))
        yield Case(article.name, parsed, quotes(parsed, marked), [gold.get(a.id) for a in marked])


def written_cases(parser: Parser, part: str) -> Iterator[Case]:
    """The articles of a part of those of other kinds."""
    for name, text, gold in written.articles(part):
        parsed = parser.parse(text)
        yield Case(name, parsed, *written.annotated(text, gold, scan(text, parsed.paragraphs)))


def told(outcome: Outcome) -> bool:
    """Whether an outcome of the further articles says how well a person is found.

    Their gold has seldom other right names for those whom the text does not name.
    """
    return outcome.how not in PERSONAL or outcome.form[1] != SpeakerKind.UNNAMED


def quotes(parsed: ParsedText, marked: Sequence[polnear.Attribution]) -> list[Detected]:
    """The annotated attributions as the detector would give them, without cues."""
    marks = scan(parsed.text, parsed.paragraphs)
    found = []
    for attribution in marked:
        content = tuple(Span.of(parsed.text, *r) for r in attribution.content)
        source = tuple(Span.of(parsed.text, *r) for r in attribution.source)
        words = verbatim(content, marks)
        found.append(Detected(content, words, quote_type(content, marks), None, source, None, None, 1.0))
    return found


def outcomes(case: Case, tool: Any) -> Iterator[tuple[Outcome, bool, list[resolver_fit.Ranking]]]:
    """The result for each quote whose speaker is sure, whether what was reached is right, and the rankings on the way.

    The second tells also of what was reached but left out for its low confidence.
    """
    rankings: list[tuple[str, list[Candidate]]] = []

    def spy(kind: str, found: list[Candidate]) -> list[tuple[float, Candidate]]:
        rankings.append((kind, found))
        return ranked(kind, found)

    def also(discourse: Discourse, context: Context, found: list[Candidate]) -> list[tuple[float, Candidate]]:
        rankings.append((class_of(context.pronoun), found))
        return meant(discourse, context, found)

    with patch.object(references, "meant", also), patch.object(descriptions, "ranked", spy):
        linker = Linker(case.parsed, case.quotes)
        for index in sorted(range(len(case.quotes)), key=linker.order):
            del rankings[:]
            answer, gold = linker.answer(index), case.gold[index]
            if gold is None or not gold["sure"]:
                continue
            records = linker.register.records

            def fits(number: int, gold: Gold = gold, records: Sequence[Record] = records) -> bool:
                return bool(tool.speaker_right(gold, records[number].name))

            made = [
                resolver_fit.Ranking(k, [c.features for c in f], [fits(c.record) for c in f], [c.pointed for c in f])
                for k, f in rankings
            ]
            how, score = (answer.how, answer.score) if answer else ("", 0.0)
            record = records[answer.record] if answer else None
            if answer and record and round(answer.factor * probability(how, score), 2) < least(how, record):
                record = None
            right = bool(tool.speaker_right(gold, record.name if record else None))
            wrong = not right and record is not None and record.kind == "person" and not _part(tool, record.name, gold)
            outcome = Outcome(case.name, (gold["form"], gold["kind"]), how, score, right, wrong)
            yield outcome, fits(answer.record) if answer else right, made


def _part(tool: Any, name: str, gold: Gold) -> bool:
    """Whether a name is the gold one, incomplete."""
    return set((tool.norm(name) or "").split()) <= set((tool.norm(gold["speaker"]) or "").split())


def figures(results: Sequence[Outcome]) -> Iterator[str]:
    """Right and wrong by the form and kind of the gold speaker, and over all."""
    for form in sorted({r.form for r in results}):
        rows = [r for r in results if r.form == form]
        share, wrong = 100 * sum(r.right for r in rows) / len(rows), sum(r.wrong_person for r in rows)
        yield f"{form[0]:8s} {form[1]:13s} {len(rows):5d}  right {share:5.1f} %  wrong person {wrong:3d}"
    count = max(1, len(results))
    right, misnamed = sum(r.right for r in results), sum(r.wrong_person for r in results)
    yield f"all {count}: right {100 * right / count:.1f} %, wrong person named {100 * misnamed / count:.1f} %"


def fitted(
    results: Sequence[Outcome],
    reached: Sequence[bool],
    rankings: Sequence[list[resolver_fit.Ranking]],
    others: Sequence[resolver_fit.Ranking],
    kept_back: Collection[str],
) -> Iterator[str]:
    """Weights and confidence table from all articles and from `others`' pronouns, and how halves do on each other."""
    order = {name: i for i, name in enumerate(sorted({r.article for r in results}))}
    half = [order[r.article] % 2 for r in results]
    chosen = [
        (h, r[0], o.article in kept_back)
        for h, r, o in zip(half, rankings, results, strict=True)
        if len(r) == 1 and (resolver_fit.CLASSES[r[0].kind] != "person" or o.form[1] in ("person", "unnamed"))
    ]
    single, unseen = [(h, r) for h, r, _ in chosen], [r for _, r, new in chosen if new]
    for group in sorted(set(resolver_fit.CLASSES.values())):
        times = resolver_fit.BESIDE_NEWS[group]
        for learn in (0, 1):
            weights = resolver_fit.fit([*[r for h, r in single if h == learn] * times, *others], group)
            right, total = resolver_fit.accuracy(weights, [r for h, r in single if h != learn], group)
            yield f"# {group}: fitted on half {learn}, right in the other half {right} of {total}"
        yield f"{group} = {resolver_fit.fit([*[r for _, r in single] * times, *others], group)}"
        yield f"# {group}: likelihood by POINTED, articles that the network has not seen: " + str(
            resolver_fit.pointing(unseen, group)
        )
    rows = [(r.article, r.how, r.score, ok) for r, ok in zip(results, reached, strict=True)]
    for learn in (0, 1):
        table = resolver_fit.table([r for r, h in zip(rows, half, strict=True) if h == learn])
        error = resolver_fit.calibration_error(table, [r for r, h in zip(rows, half, strict=True) if h != learn])
        yield f"# confidence from half {learn}: calibration error in the other half {error:.3f}"
    for how, (edges, values) in resolver_fit.table(rows).items():
        yield f'    "{how}": ({edges}, {values}),'


def main() -> None:
    """Prints the figures and, if asked to, what is learned."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--tool", type=Path, required=True, help="evaluate.py, for its rules on names")
    arguments.add_argument("--models", type=Path, default=MODELS)
    arguments.add_argument("--fit", action="store_true")
    given = arguments.parse_args()
    tool = load(given.tool)
    parser = Parser.load(given.models)
    found = [row for case in cases(given.data, parser) for row in outcomes(case, tool)]
    print("\n".join(figures([outcome for outcome, _, _ in found])))
    other = {p: [row for c in written_cases(parser, p) for row in outcomes(c, tool)] for p in written.LEARNED}
    for part, rows in other.items():
        print("\n".join([f"articles of other kinds, {part}", *figures([outcome for outcome, _, _ in rows])]))
    if given.fit:
        found += [*other["learned"], *(row for row in other["more"] if told(row[0]))]
        results = [outcome for outcome, _, _ in found]
        unread = held_out(given.data)
        others = list(coreference.gum(given.data / GUM, parser))
        reached, made = [ok for _, ok, _ in found], [made for _, _, made in found]
        print("\n".join(fitted(results, reached, made, others, unread)))


if __name__ == "__main__":
    main()
