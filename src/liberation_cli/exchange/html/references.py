"""The sources of a page: how an event cites them, and the list at the end that citations lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from liberation_cli.chronology.event import Citation, Source
from liberation_cli.chronology.fold import fold
from liberation_cli.dates import phrase
from liberation_cli.exchange.html.markup import Markup, joined, markup, tag

_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)
"""What becomes a link. Whatever other schemes do when they are followed, a chronology may not ask it of its reader."""


class References:
    """The sources of a page, in the order of the words by which they are cited."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sorted(sources, key=lambda source: (fold(source.cited()), fold(source.title)))
        self._numbers = {source.id: number for number, source in enumerate(self._sources, 1)}

    def __len__(self) -> int:
        return len(self._sources)

    def cited(self, citations: Sequence[Citation]) -> Markup:
        """Return citations in a few words each, leading to the list."""
        return joined("; ", [self._citation(citation) for citation in citations])

    def items(self, times_cited: Mapping[str, int]) -> Iterator[Markup]:
        """Yield the list, an item at a time."""
        for source in self._sources:
            yield self._item(source, times_cited.get(source.id, 0))

    def _citation(self, citation: Citation) -> Markup:
        number = self._numbers[citation.source]
        link = tag("a", self._sources[number - 1].cited(), href=f"#s_{number}")
        return Markup(f"{link}{markup(f', {citation.at}' if citation.at else '')}")

    def _item(self, source: Source, times: int) -> Markup:
        title = tag("cite", source.title)
        if _ADDRESS.fullmatch(source.url):
            title = tag("a", title, href=source.url, rel="noreferrer")
        elif source.url:
            title = Markup(f"{title} {tag('span', source.url, class_='address')}")
        published = ", ".join(part for part in (source.publisher, str(source.year or "")) if part)
        notes = " · ".join(part for part in (source.kind, f"cited by {phrase.count(times, 'event')}") if part)
        return tag(
            "li",
            f"{source.author}, " if source.author else "",
            title,
            f" ({published})" if published else "",
            " ",
            tag("small", notes),
            id=f"s_{self._numbers[source.id]}",
        )
