"""The sources of a chronology or of one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from liberation_cli.chronology.event import Citation, Event, Source
from liberation_cli.dates import edtf, phrase
from liberation_cli.views.event_card import full_source
from liberation_cli.views.lines import MARGIN, Line, wrap, wrap_parts


def bibliography(sources: Iterable[Source], cited: Mapping[str, int], width: int) -> Iterator[Line]:
    """Yield every source with its kind, its address and how many events cite it, the most cited first."""
    ordered = sorted(sources, key=lambda source: (-cited.get(source.id, 0), source.author or source.title))
    for source in ordered:
        uses = phrase.count(cited.get(source.id, 0), "event")
        yield from _source(source, f"{source.kind + ' · ' if source.kind else ''}cited by {uses}", width)
    yield [(MARGIN, ""), (phrase.count(len(ordered), "source"), "dim")]


def sources_of(event: Event, sources: Mapping[str, Source], width: int) -> Iterator[Line]:
    """Yield the sources that one event rests on, each with what it is cited for."""
    yield from ([(MARGIN, ""), (text, "title")] for text in wrap(event.title, width - len(MARGIN)))
    yield []
    uses: dict[str, list[str]] = {}
    for purpose, citation in _uses(event):
        uses.setdefault(citation.source, []).append(f"{purpose}{f' ({citation.at})' if citation.at else ''}")
    if not uses:
        yield [(MARGIN, ""), ("It cites no source.", "dim")]
    for source_id, purposes in uses.items():
        yield from _source(sources[source_id], "; ".join(dict.fromkeys(purposes)), width)


def _uses(event: Event) -> Iterator[tuple[str, Citation]]:
    for citation in event.sources:
        yield "the event", citation
    for dating in event.datings:
        for citation in dating.sources:
            yield f"the dating {phrase.when(edtf.parse(dating.date))}", citation
    for figure in event.figures:
        for citation in figure.sources:
            yield f"{figure.what}: {figure.value}", citation
    for link in event.led_to:
        for citation in link.sources:
            yield f"what it led to: {link.event}", citation


def _source(source: Source, note: str, width: int) -> Iterator[Line]:
    for number, line in enumerate(wrap_parts(full_source(source), max(width - 2 * len(MARGIN), 16))):
        yield [(MARGIN if number == 0 else MARGIN * 2, ""), *line]
    yield from ([(MARGIN * 2, ""), (text, "dim")] for text in wrap(note, max(width - 2 * len(MARGIN), 16)))
    if source.url:
        # Not wrapped: an address in pieces can be neither followed nor copied.
        yield [(MARGIN * 2, ""), (source.url, "dim")]
    yield []
