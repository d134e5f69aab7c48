"""The numbers that names bear in a conversation, by which they can be opened."""

from __future__ import annotations

from liberation_cli.errors import NoMatch
from liberation_cli.views.lines import OPENS, Line, shorten

_LONGEST_TOLD = 12


class Numbers:
    """Numbers for what names open, counted from 1 since they were last cleared; a name keeps its own until then."""

    def __init__(self) -> None:
        self._targets: list[str] = []

    def clear(self) -> None:
        """Begin from 1 again."""
        self._targets.clear()

    def target(self, typed: str) -> str:
        """Return what the name opens that bears a number.

        Raises:
            NoMatch: none does.
        """
        number = int(typed) if len(typed) <= _LONGEST_TOLD else 0
        if not 1 <= number <= len(self._targets):
            last = len(self._targets)
            hint = f"the numbers go from 1 to {last}" if last else "read and list give numbers"
            raise NoMatch(f"nothing bears the number {shorten(typed, _LONGEST_TOLD)}", hint)
        return self._targets[number - 1]

    def beside(self, target: str) -> str:
        """Return the number of a name, as it stands beside it."""
        if target not in self._targets:
            self._targets.append(target)
        return f" [{self._targets.index(target) + 1}]"

    def written(self, line: Line) -> Line:
        """Return a line in which each name that can be opened bears its number."""
        numbered: Line = []
        for text, style in line:
            target = style.partition(OPENS)[2]
            numbered += [(text, style), (self.beside(target), "dim")] if target else [(text, style)]
        return numbered
