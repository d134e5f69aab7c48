"""Events set against each other: the sentence, a strip to scale, and what the answer rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from liberation_cli.chronology.comparison import Alternative, Comparison, Pair
from liberation_cli.chronology.entry import Entry
from liberation_cli.chronology.event import Citation, Event, Source
from liberation_cli.dates import edtf, phrase, sentence
from liberation_cli.views.lines import MARGIN, PROSE_WIDTH, Line, labelled, wrap
from liberation_cli.views.page import Page
from liberation_cli.views.timeline import Timeline

_LABEL = 25
_MONTH = 28
"""Days: from here on a difference is also said in months and years."""


class ComparisonView:
    """A comparison.

    Args:
        comparison: what was found.
        entries: the compared events as lists show them, in the same order.
        sources: what they cite, by id.
        page: whose chronology, and how wide.
    """

    def __init__(self, comparison: Comparison, entries: Sequence[Entry], sources: Mapping[str, Source], page: Page) -> None:
        self._comparison = comparison
        self._entries = entries
        self._page = page
        self._sources = sources
        self._width = max(min(page.width, PROSE_WIDTH + 16), 20)

    def lines(self) -> Iterator[Line]:
        """Yield the comparison, line by line."""
        pairs = self._comparison.pairs
        for pair in pairs:
            for text in wrap(pair.sentence, self._width - len(MARGIN)):
                yield [(MARGIN, ""), (text, "title")]
        yield []
        yield from Timeline(self._entries, self._page, lanes=False, places=True).lines()
        for pair in pairs:
            yield []
            if len(pairs) > 1:
                for text in wrap(f"{pair.a.title} and {pair.b.title}", self._width - len(MARGIN)):
                    yield [(MARGIN, ""), (text, "title")]
            yield from self._differences(pair)
        yield []
        yield from self._row("Rests on", (line for event in self._comparison.events for line in self._rests_on(event)))
        yield from self._other_datings(pairs)

    def _row(self, label: str, entries: Iterable[Line]) -> Iterator[Line]:
        return labelled(label, entries, self._width, _LABEL)

    def _differences(self, pair: Pair) -> Iterator[Line]:
        lead = sentence.distance(pair.relation.lead)
        apart = pair.relation.lead.exact
        starts = pair.starts_differ if apart is not None and abs(apart) >= _MONTH else None
        if starts:
            lead += f" ({sentence.calendar_difference(starts.years, starts.months, starts.days)})"
        yield from self._row("First day to first day", [[(lead, "")]])
        if pair.distance_km is not None:
            yield from self._row("Distance", [[(_kilometres(pair.distance_km), "")]])

    def _rests_on(self, event: Event) -> Iterator[Line]:
        """The date as the chronology has it, and the datings or the sources that it is taken from."""
        how_sure = phrase.precision(event.when)
        date = f", {phrase.when(event.when)}, {how_sure[0].lower()}{how_sure[1:].rstrip('.')}"
        cited = f" ({self._cited(event.sources)})" if event.sources and not event.datings else ""
        yield [(event.title, "title"), (date, ""), (cited, "dim")]
        for dating in event.datings:
            when = phrase.when(edtf.parse(dating.date))
            yield [(f"– {when}: {dating.says} ", ""), (f"({self._cited(dating.sources)})", "dim")]

    def _other_datings(self, pairs: Iterable[Pair]) -> Iterator[Line]:
        others = [other for pair in pairs for other in pair.alternatives]
        telling = {(other.event.id, other.dating.date, other.sentence): other for other in others if other.differs}
        if others:
            same: list[Line] = [[("the same", "")]]
            yield from self._row("On other datings", [self._other(other) for other in telling.values()] or same)

    def _other(self, other: Alternative) -> Line:
        date = phrase.when(edtf.parse(other.dating.date))
        return [(other.event.title, "title"), (f" on {date}: {other.of_it}", "")]

    def _cited(self, citations: Iterable[Citation]) -> str:
        names = [self._sources[citation.source].cited() for citation in citations]
        return "; ".join(dict.fromkeys(names))


def _kilometres(distance: float) -> str:
    if distance < 1:
        return "the same place"
    return f"{distance:,.0f} km" if distance >= 10 else f"{distance:.1f} km"
