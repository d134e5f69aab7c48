"""Two chronologies side by side: what differs, and what one of them alone has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.difference import DatesDiffer, Difference, Disparity, Match, Pair, pairs
from liberation_cli.dates import phrase
from liberation_cli.errors import harmless
from liberation_cli.views.event_table import EventTable
from liberation_cli.views.lines import MARGIN, Line, Lines, wrap_parts
from liberation_cli.views.page import Page

_LEAST = 16
"""Cells: prose is not set narrower than this."""
_MOST_NAMED = 4
"""Fields: more of them are counted."""
_ALONE = {(True, False): "A", (False, True): "B"}
_HEADINGS = {
    Disparity.DISAGREEMENT: "Dates that disagree",
    Disparity.PRECISION: "Dates of which one says more",
    Disparity.QUALIFICATION: "Dates of which one is surer",
}


class Side(NamedTuple):
    """One of the two: by what it is called, and what its list is drawn for."""

    file: str
    chronology: Chronology
    page: Page


class DifferenceView:
    """What differs between two chronologies."""

    def __init__(self, found: Difference, a: Side, b: Side) -> None:
        self._found = found
        self._a, self._b = a, b
        self._width = max(a.page.width, 20)

    def pieces(self) -> Iterator[Lines]:
        """Yield the view in pieces that can be written one after the other."""
        yield Lines([*self._sides(), [], *self._line(0, (self._summary(), ""))])
        for disparity, matches in self._found.dates.items():
            yield from self._section(_HEADINGS[disparity], matches)
        yield from self._section("The same date, and other fields", self._found.fields)
        yield from self._only("A", self._a, self._found.only_a)
        yield from self._only("B", self._b, self._found.only_b)

    def _sides(self) -> Iterator[Line]:
        for name, side in (("A", self._a), ("B", self._b)):
            told = f": {side.chronology.title}" if side.chronology.header.title else ""
            count = phrase.count(len(side.chronology), "event")
            yield from self._line(0, (f"{name} ", "label"), (harmless(side.file), "title"), (f"{told} · {count}", ""))

    def _summary(self) -> str:
        dates = {disparity: len(matches) for disparity, matches in self._found.dates.items()}
        differ = [
            (dates[Disparity.DISAGREEMENT], "with dates that disagree"),
            (dates[Disparity.PRECISION], "with a date that says more in one"),
            (dates[Disparity.QUALIFICATION], "with a date that is surer in one"),
            (len(self._found.fields), "with the same date and other fields"),
        ]
        told = "".join(f", {number:,} {words}" for number, words in differ if number)
        both = self._found.alike + sum(number for number, _ in differ)
        return f"{phrase.count(both, 'event')} in both: {self._found.alike:,} alike{told}"

    def _section(self, heading: str, matches: list[Match]) -> Iterator[Lines]:
        if matches:
            yield Lines([[], *self._line(0, (heading, "label"))])
        for pair in pairs(self._a.chronology, self._b.chronology, matches):
            yield Lines(list(self._pair(pair)))

    def _pair(self, pair: Pair) -> Iterator[Line]:
        found_by = "" if pair.a.id == pair.b.id else f" ({pair.a.id} and {pair.b.id}, by {pair.by})"
        fields = _fields(pair)
        if pair.dates is None:
            yield from self._line(1, (pair.a.title, "title"), (found_by, "dim"), (f": {fields}", ""))
            return
        yield from self._line(1, (pair.a.title, "title"), (found_by, "dim"))
        yield from self._line(2, ("A ", "label"), (phrase.when(pair.dates.a), ""))
        yield from self._line(2, ("B ", "label"), (phrase.when(pair.dates.b), ""), (f": {_how(pair.dates)}", ""))
        if fields:
            yield from self._line(2, (fields, "dim"))

    def _only(self, name: str, side: Side, positions: list[int]) -> Iterator[Lines]:
        if positions:
            yield Lines([[], [(f"{MARGIN}Only in {name}", "label")], []])
            yield from EventTable(map(side.chronology.entry_at, positions), side.page).chunks()

    def _line(self, depth: int, *parts: tuple[str, str]) -> Iterator[Line]:
        indent = MARGIN * (depth + 1)
        for line in wrap_parts(parts, max(self._width - len(indent), _LEAST)):
            yield [(indent, ""), *line]


def _how(dates: DatesDiffer) -> str:
    """Say how the date of B lies to that of A."""
    if dates.disparity is not Disparity.DISAGREEMENT:
        return dates.phrase
    return dates.phrase + {"a": " (A lies within it)", "b": " (it lies within A)"}.get(dates.within, "")


def _fields(pair: Pair) -> str:
    """Say which fields differ, in a few words: those that both have, and then those that one has alone."""
    by_holder: dict[tuple[bool, bool], list[str]] = {}
    for name in pair.fields:
        by_holder.setdefault((bool(getattr(pair.a, name)), bool(getattr(pair.b, name))), []).append(name)
    in_both = by_holder.get((True, True), [])
    told = [f"{_listed(in_both)} {'differs' if len(in_both) == 1 else 'differ'}"] if in_both else []
    told += [f"only {name} has {_listed(by_holder[holder])}" for holder, name in _ALONE.items() if holder in by_holder]
    return "; ".join(told)


def _listed(names: list[str]) -> str:
    if len(names) > _MOST_NAMED + 1:
        return f"{', '.join(names[:_MOST_NAMED])} and {len(names) - _MOST_NAMED} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def cells(a: Chronology, b: Chronology, found: Difference) -> Iterator[tuple[object, ...]]:
    """Yield the cells of ``--plain`` for each difference: in which, ids, dates, title, how dates differ, other fields."""
    for pair in pairs(a, b, found.matches):
        how = f"{pair.dates.disparity}: {pair.dates.phrase}" if pair.dates else ""
        yield "both", pair.a.id, pair.b.id, pair.a.date, pair.b.date, pair.a.title, how, ",".join(pair.fields)
    for position in found.only_a:
        entry = a.entry_at(position)
        yield "a", entry.id, "", entry.date, "", entry.title, "", ""
    for position in found.only_b:
        entry = b.entry_at(position)
        yield "b", "", entry.id, "", entry.date, entry.title, "", ""
