"""What formats of bibliographies share: who wrote a source, and what sort of work it is."""

from __future__ import annotations

import re
from collections.abc import Collection

from liberation_cli.chronology.event import Source
from liberation_cli.errors import NoMatch
from liberation_cli.exchange.outgoing import Outgoing

BOOKS = ("book", "official history", "study", "memoir")
ARTICLES = ("article", "newspaper")


def cited_sources(outgoing: Outgoing) -> Collection[Source]:
    """Return the sources that the events cite.

    Raises:
        NoMatch: there is none.
    """
    if not outgoing.sources:
        raise NoMatch("nothing that was asked for cites a source")
    return outgoing.sources.values()


def authors(author: str) -> list[str]:
    """Return the authors one by one, each as written: which part of a name is the family's is not told.

    ``Kenneth Finlayson and Robert W. Jones, Jr.`` are two.
    """
    plain = re.sub(r"\s*\((?:eds?|editors?)\.?\)$", "", author)
    return [name.strip() for name in re.split(r",?\s+and\s+|,\s+(?!(?:Jr|Sr)\b|[IVX]+\b)", plain) if name.strip()]
