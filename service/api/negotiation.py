"""Which form of an answer a client takes, from its Accept header (RFC 9110)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header, parse_options_header


@dataclass(frozen=True, slots=True)
class MediaType:
    """A media type such as application/ld+json, with the URI of its profile (RFC 6906) where it has one."""

    name: str
    profile: str | None = None

    def __str__(self) -> str:
        return f'{self.name}; profile="{self.profile}"' if self.profile else self.name


@dataclass(frozen=True, slots=True)
class _Range:
    """One range of an Accept header; `profiles` is empty where it names none."""

    name: str
    profiles: tuple[str, ...]
    quality: float

    def rank(self, offer: MediaType) -> int | None:
        """How closely the range describes `offer`, from 0 for any type to 3 for its profile; None: not at all."""
        if self.name == "*/*":
            return 0
        if self.name == f"{offer.name.partition('/')[0]}/*":
            return 1
        if self.name != offer.name or (self.profiles and offer.profile not in self.profiles):
            return None
        return 3 if self.profiles else 2


def choose(header: str | None, offers: Sequence[MediaType]) -> MediaType | None:
    """The one of `offers` that a client with the Accept `header` likes best, the earlier of equals.

    The most specific range that matches an offer decides about it; parameters other than q and profile are not looked
    at.  A client that sent no header, or a blank one, takes anything.  None where no offer is acceptable.
    """
    if header is None or not header.strip():
        return offers[0]
    ranges = list(_ranges(header))
    best = max(offers, key=lambda offer: _quality(offer, ranges))
    return best if _quality(best, ranges) > 0 else None


def accepts(header: str | None, offered: str) -> bool:
    """Whether a client that sent the Accept `header` takes a media type such as application/json."""
    return choose(header, [MediaType(offered)]) is not None


def _ranges(header: str) -> Iterator[_Range]:
    for value, quality in parse_accept_header(header, MIMEAccept):
        name, parameters = parse_options_header(value)
        yield _Range(name.strip().lower(), tuple(parameters.get("profile", "").split()), quality)


def _quality(offer: MediaType, ranges: Sequence[_Range]) -> float:
    matches = [(rank, each.quality) for each in ranges if (rank := each.rank(offer)) is not None]
    return max(matches)[1] if matches else 0
