"""The formats of other programs: what each is for, how its files are called, and where it is written and read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple, cast

from liberation_cli.errors import UnknownName, quote
from liberation_cli.exchange.incoming import Arrival, Manner
from liberation_cli.exchange.outgoing import Outgoing

Write = Callable[[Outgoing], Iterator[str]]
"""Yields the text of a file, piece by piece."""
Read = Callable[[str, Manner], Arrival]
"""Takes the text of a file, and how people wrote in it; raises ChronologyError if it is no such file."""


class Format(NamedTuple):
    """A format by name: what opens it, its suffixes, and its module, which has ``write`` and, if it is read too, ``read``."""

    name: str
    opens_in: str
    suffixes: tuple[str, ...]
    module: str
    written: bool = True
    read: bool = True


_ALL = (
    Format("json", "this program: a chronology of what was selected", (".json",), "json_document", read=False),
    Format("jsonl", "this program, and whatever reads a line at a time", (".jsonl", ".ndjson"), "json_lines", read=False),
    Format("csv", "spreadsheets and databases", (".csv",), "csv_table"),
    Format("tsv", "spreadsheets and databases, its cells between tabs", (".tsv", ".tab"), "tsv_table"),
    Format("markdown", "anything that shows or prints Markdown", (".md", ".markdown"), "markdown", read=False),
    Format("ics", "calendars (iCalendar, RFC 5545)", (".ics",), "icalendar"),
    Format("geojson", "QGIS, uMap, geojson.io: the events on a map", (".geojson",), "geojson"),
    Format("timelinejs", "TimelineJS: a timeline for a web page", (".timeline.json",), "timelinejs"),
    Format("markwhen", "markwhen: a timeline written as a text", (".mw",), "markwhen"),
    Format("mermaid", "mermaid: a diagram in Markdown, on GitHub and the like", (".mmd", ".mermaid"), "mermaid", read=False),
    Format("bibtex", "LaTeX and reference managers: the sources", (".bib",), "bibtex", read=False),
    Format("csl-json", "Zotero, Pandoc and other reference managers: the sources", (".csl.json",), "csl_json", read=False),
    Format("html", "any browser: one page, without a network", (".html", ".htm"), "html", read=False),
)
FORMATS = {format_.name: format_ for format_ in _ALL}


def named(name: str) -> Format:
    """Return a format by its name.

    Raises:
        UnknownName: there is none.
    """
    if name not in FORMATS:
        raise UnknownName(f"there is no format {quote(name)}", f"the formats are {', '.join(FORMATS)}")
    return FORMATS[name]


def of_file(path: Path) -> Format | None:
    """Return the format that files of such a name have, by the longest suffix; None if none has."""
    fitting = [(len(suffix), f) for f in _ALL for suffix in f.suffixes if path.name.casefold().endswith(suffix)]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def writer(format_: Format) -> Write:
    """Return what writes a format."""
    return cast("Write", _module(format_).write)


def reader(format_: Format) -> Read:
    """Return what reads a format."""
    return cast("Read", _module(format_).read)


def _module(format_: Format) -> ModuleType:
    return import_module(f"liberation_cli.exchange.{format_.module}")
