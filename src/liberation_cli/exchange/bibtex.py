"""BibTeX: an entry for each source that the events cite."""

from __future__ import annotations

import re
from collections.abc import Iterator

from liberation_cli.chronology.event import Source
from liberation_cli.exchange.outgoing import Outgoing
from liberation_cli.exchange.references import ARTICLES, BOOKS, authors, cited_sources

_SIGNS = {
    **{sign: f"\\{sign}" for sign in "{}$&#%_"},
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}


def write(outgoing: Outgoing) -> Iterator[str]:
    """Yield a bibliography, an entry at a time.

    Raises:
        NoMatch: the events cite no source.
    """
    for number, source in enumerate(cited_sources(outgoing)):
        yield ("\n" if number else "") + _entry(source)


def _entry(source: Source) -> str:
    kind = "book" if source.kind in BOOKS else "article" if source.kind in ARTICLES else "misc"
    publisher = {"book": "publisher", "article": "journal", "misc": "howpublished"}[kind]
    fields = {
        "title": f"{{{_escaped(source.title)}}}",
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in authors(source.author)),
        publisher: _escaped(source.publisher),
        "year": str(source.year or ""),
        "url": re.sub(r"[{}\s\\]", lambda sign: f"%{ord(sign[0]):02X}", source.url),
        "keywords": _escaped(source.kind),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{source.id},\n{lines}}}\n"


def _escaped(text: str) -> str:
    return "".join(_SIGNS.get(sign, sign) for sign in " ".join(text.split()))
