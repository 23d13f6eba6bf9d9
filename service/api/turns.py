"""Whose slice is read next."""

from __future__ import annotations

from collections.abc import Sequence

from service.api.tickets import Ticket


class Turns:
    """Gives every other slice to the article that came first, and those in between to the one with the least left.

    So a short article that comes while a long one is read waits for two slices at most and then has every other one,
    and while it is the shortest it takes at most twice its own time and two slices; and a long one is not starved by
    short ones either: once it is the oldest it has every other slice, and takes at most twice its own time from then.
    Articles of like length are read in the order in which they came, one at a time, which is best for all of them.
    """

    def __init__(self) -> None:
        self._shortest = False

    def next(self, tickets: Sequence[Ticket]) -> Ticket:
        """The one of `tickets`, which are in order of arrival and at least one, whose slice is next."""
        for ticket in tickets:
            if ticket.cancelled:  # its step only clears it away
                return ticket
        self._shortest = not self._shortest
        return min(tickets, key=lambda ticket: ticket.left) if self._shortest else tickets[0]
