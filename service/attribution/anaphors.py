"""He and she between the sources: mentions that carry on who the text is about."""

from __future__ import annotations

from service.attribution.pronouns import candidates, class_of, meant
from service.attribution.reading import Word
from service.attribution.salience import Context
from service.attribution.scene import Scene

SURE = 0.6
"""A pronoun is taken for a mention from this probability on."""


class Anaphors:
    """Notes the pronouns for single people that stand outside quotation marks and sources, front to back."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.discourse = scene.discourse
        words = scene.phrases.words
        self._waiting = [w for w in reversed(words) if class_of(w.lower) in ("he", "she") and self._told(w)]

    def _told(self, word: Word) -> bool:
        """Whether the narrator uses the pronoun, and not as a source, which is resolved on its own."""
        reading, place = self.scene.reading, (word.start, word.end)
        spoken = reading.speech(word.start) is not None or reading.marked(word.start)
        return not spoken and not self.discourse.is_source(place)

    def read_to(self, offset: int, barred: int | None = None) -> None:
        """Notes whom the pronouns before an offset stand for; `barred` is who says I in the text."""
        while self._waiting and self._waiting[-1].start < offset:
            word = self._waiting.pop()
            context = Context(word.start, word.lower, None, False, barred)
            kind = class_of(word.lower)
            options = meant(self.discourse, context, candidates(self.discourse, context))
            if options and options[0][0] >= SURE:
                record = self.scene.register.records[options[0][1].record]
                self.discourse.note((word.start, word.end), record)
                self.discourse.last_pronoun[kind] = record.number
