"""Markdown (CommonMark): a heading a year and an event, and the bibliography at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from liberation_cli.chronology.event import Citation, Event, Header, Source
from liberation_cli.dates import edtf, phrase
from liberation_cli.dates.when import OPEN_PAST, When
from liberation_cli.exchange.outgoing import Outgoing

_HELD = (
    *("id", "title", "date", "track", "kind", "place", "summary", "account", "significance", "people", "forces"),
    *("datings", "figures", "sources", "part_of", "led_to"),
)
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_AT_THE_START = re.compile(r"^(\d*)([-+=:.)])")


def write(outgoing: Outgoing) -> Iterator[str]:
    """Yield a document, an event at a time."""
    header = outgoing.header
    yield f"# {_escaped(header.title or 'Chronology')}\n"
    if header.description:
        yield f"\n{_escaped(header.description)}\n"
    year = ""
    for event in outgoing.events():
        if _year(event.when) != year:
            year = _year(event.when)
            yield f"\n## {year}\n"
        yield from _event(event, header, outgoing.sources)
        outgoing.losses.note_fields(event, _HELD)
    if outgoing.sources:
        yield "\n## Sources\n\n"
        yield from (f"- {_source(source)}\n" for source in outgoing.sources.values())


def _year(when: When) -> str:
    return str(date.fromordinal(when.earliest).year) if when.earliest > OPEN_PAST else "Without a beginning"


def _event(event: Event, header: Header, sources: dict[str, Source]) -> Iterator[str]:
    place = ", ".join(filter(None, (event.place.name, event.place.country))) if event.place else ""
    facts = [place, header.track_title(event.track) if event.track else "", event.kind]
    dated = " · ".join([f"**{phrase.when(event.when)}**", *map(_escaped, filter(None, facts))])
    yield f'\n### <a id="{event.id}"></a>{_escaped(event.title)}\n\n{dated}\n'
    for paragraph in filter(None, (event.summary, *event.account, event.significance)):
        yield f"\n{_escaped(paragraph)}\n"
    items = list(_items(event, sources))
    if items:
        yield "\n" + "".join(f"- {item}\n" for item in items)


def _items(event: Event, sources: dict[str, Source]) -> Iterator[str]:
    """What stands under an event as a list: what it belongs to, what sources differ on, and on what it rests."""
    for side, forces in event.forces.items():
        yield f"Forces, {_escaped(side)}: {_escaped('; '.join(forces))}"
    if event.people:
        yield f"People: {_escaped('; '.join(event.people))}"
    if event.part_of:
        yield f"Part of [{event.part_of}](#{event.part_of})"
    for link in event.led_to:
        yield f"Led to [{link.event}](#{link.event}): {_escaped(link.how)}{_cited(link.sources, sources)}"
    for dating in event.datings:
        yield f"Dating, {phrase.when(edtf.parse(dating.date))}: {_escaped(dating.says)}{_cited(dating.sources, sources)}"
    for figure in event.figures:
        yield f"{_escaped(figure.what)}: {_escaped(figure.value)}{_cited(figure.sources, sources)}"
    if event.sources:
        yield f"Sources: {_listed(event.sources, sources)}"


def _cited(citations: Iterable[Citation], sources: dict[str, Source]) -> str:
    return f" ({listed})" if (listed := _listed(citations, sources)) else ""


def _listed(citations: Iterable[Citation], sources: dict[str, Source]) -> str:
    return _escaped("; ".join(sources[citation.source].cited(citation.at) for citation in citations))


def _source(source: Source) -> str:
    published = ", ".join(filter(None, (source.publisher, str(source.year or ""))))
    told = f"{_escaped(source.author)}, " if source.author else ""
    told += f"*{_escaped(source.title)}*{f' ({_escaped(published)})' if published else ''}"
    # Between angle brackets nothing in an address can be taken for anything else, once those are written as the web has them.
    url = re.sub(r"[<>\s\\]", lambda sign: f"%{ord(sign[0]):02X}", source.url)
    return f"{told}. <{url}>" if re.match("https?://", url) else f"{told}. {_escaped(url)}" if url else told


def _escaped(text: str) -> str:
    """A text in which nothing is markup, on one line."""
    line = " ".join(text.split())
    return _AT_THE_START.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", line))
