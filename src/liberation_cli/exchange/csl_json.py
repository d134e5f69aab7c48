"""CSL-JSON (Citation Style Language): an item for each source that the events cite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from liberation_cli.chronology.event import Source
from liberation_cli.exchange.outgoing import Outgoing
from liberation_cli.exchange.references import BOOKS, authors, cited_sources

_TYPES = {
    **dict.fromkeys(BOOKS, "book"),
    "newspaper": "article-newspaper",
    "article": "article",
    "encyclopaedia": "entry-encyclopedia",
    "reference": "entry",
    "archive": "document",
}


def write(outgoing: Outgoing) -> Iterator[str]:
    """Yield a list of items.

    Raises:
        NoMatch: the events cite no source.
    """
    items = [_item(source) for source in cited_sources(outgoing)]
    yield msgspec.json.format(msgspec.json.encode(items), indent=2).decode() + "\n"


def _item(source: Source) -> dict[str, Any]:
    told = {
        "id": source.id,
        "type": _TYPES.get(source.kind, "webpage" if source.url else "document"),
        "title": source.title,
        "author": [{"literal": name} for name in authors(source.author)],
        "publisher": source.publisher,
        "issued": {"date-parts": [[source.year]]} if source.year else None,
        "genre": source.kind,
        "URL": source.url,
    }
    return {name: value for name, value in told.items() if value}
