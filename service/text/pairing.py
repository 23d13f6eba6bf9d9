"""Pairing of the marks of one paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.text.signs import Family, Role, Sign

# Deeper nesting than this is no language; the limit keeps degenerate texts linear.
MAX_DEPTH = 8
# A closing sign that may be a possessive (dogs’ owners) closes only what is as short as a term.
_SHORT = 40


@dataclass(slots=True)
class Paired:
    """What one paragraph's marks come to.

    `pairs` in order of closing; `unclosed` openings that nothing later closes over, outermost first; `strays` the
    other marks without a partner, in no order.
    """

    pairs: list[tuple[Sign, Sign]] = field(default_factory=list)
    unclosed: list[Sign] = field(default_factory=list)
    strays: list[Sign] = field(default_factory=list)


@dataclass(slots=True)
class _Entry:
    """An opening waiting for its close; `spare` is a mark of another kind that could close it."""

    sign: Sign
    spare: Sign | None = None


def pair(found: Sequence[Sign]) -> Paired:
    """Pairs the signs of one paragraph, given in order."""
    return _Pairing(found).run() if found else Paired()


class _Pairing:
    """One pass over a paragraph's signs with a stack of open marks."""

    def __init__(self, found: Sequence[Sign]) -> None:
        self.found = found
        self.stack: list[_Entry] = []
        self.open = [0] * len(Family)
        self.result = Paired()
        self.closed_next = _closed_next(found)

    def run(self) -> Paired:
        for index, sign in enumerate(self.found):
            if sign.family is Family.SINGLE:
                self._single(index, sign)
            else:
                self._double(index, sign)
        for entry in self.stack:
            if entry.spare:
                self.result.pairs.append((entry.sign, entry.spare))
            else:
                self.result.unclosed.append(entry.sign)
        return self.result

    def _double(self, index: int, sign: Sign) -> None:
        role = self._double_role(sign)
        if role is Role.OPEN:
            self._push(sign)
        elif sign.measure and (not self.open[sign.family] or self.closed_next[index]):
            return  # 6" pipe: inches, and inside a quotation so where another mark is about to close that
        elif self.open[sign.family]:
            self._close(sign)
        elif self.stack and sign.family is Family.DOUBLE and self.stack[-1].sign.glyph == "‘":
            self._close(sign, Family.SINGLE)  # ‘a wall”: mixed by mistake
        else:
            self.result.strays.append(sign)

    def _double_role(self, sign: Sign) -> Role:
        """OPEN or CLOSE, once the marks before are known."""
        if sign.role is not Role.EITHER:
            return sign.role
        if sign.family is Family.DOUBLE:
            return Role.CLOSE if self.open[sign.family] else Role.OPEN
        # Guillemets point outwards in most languages and inwards in some: the first one shows which.
        top = next((e.sign for e in reversed(self.stack) if e.sign.family is sign.family), None)
        return Role.OPEN if top is None or top.glyph == sign.glyph else Role.CLOSE

    def _single(self, index: int, sign: Sign) -> None:
        if sign.role is Role.OPEN:
            self._push(sign)
        elif sign.role is Role.WEAK_OPEN:
            after = self.found[index + 1] if index + 1 < len(self.found) else None
            closed = after and after.family is Family.SINGLE and after.role is Role.CLOSE and after.final
            if closed and not (self.stack and self.stack[-1].sign.family is Family.SINGLE):
                self._push(sign)
        elif not self.stack:
            return
        elif self.stack[-1].sign.family is not Family.SINGLE:
            # Inside “…” a single sign that closes nothing is an apostrophe, or the wrong mark for the outer close.
            if sign.final and sign.glyph == "’" and not self.stack[-1].spare:
                self.stack[-1].spare = sign
        elif sign.role is Role.CLOSE or self._weakly_closes(index, sign):
            self._close(sign)

    def _weakly_closes(self, index: int, sign: Sign) -> bool:
        return not self.closed_next[index] and sign.start - self.stack[-1].sign.end <= _SHORT

    def _push(self, sign: Sign) -> None:
        if len(self.stack) == MAX_DEPTH:
            self._drop(self.stack.pop(0))
        self.stack.append(_Entry(sign))
        self.open[sign.family] += 1

    def _close(self, sign: Sign, family: Family | None = None) -> None:
        """Pairs `sign` with the nearest opening of its family; openings in between have no partner."""
        family = family or sign.family
        while self.stack[-1].sign.family is not family:
            self._drop(self.stack.pop())
        entry = self.stack.pop()
        self.open[family] -= 1
        self.result.pairs.append((entry.sign, sign))

    def _drop(self, entry: _Entry) -> None:
        self.open[entry.sign.family] -= 1
        if entry.spare:
            self.result.pairs.append((entry.sign, entry.spare))
        else:
            self.result.strays.append(entry.sign)


def _closed_next(found: Sequence[Sign]) -> list[bool]:
    """For each sign whether the next of its family closes for sure, so that this one need not.

    For single marks no double mark may stand between: the end of “the dogs’ owners” ends the search too.
    """
    answers = [False] * len(found)
    nearest = [False] * len(Family)
    for index in range(len(found) - 1, -1, -1):
        sign = found[index]
        answers[index] = nearest[sign.family]
        if sign.family is not Family.SINGLE:
            nearest[sign.family] = sign.role is Role.CLOSE and (not sign.measure or answers[index])
            nearest[Family.SINGLE] = False
        elif sign.role not in (Role.WEAK_OPEN, Role.WEAK_CLOSE):
            nearest[Family.SINGLE] = sign.role is Role.CLOSE
    return answers
