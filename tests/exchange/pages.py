"""Pages to look at, and what stands in them as browsers read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

from liberation_cli.chronology.selection import Selection
from tests.exchange.strategies import Whole
from tests.exchange.trading import EVERYTHING, exported

RESOURCES = [
    files("liberation_cli.exchange.html").joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "page.js")
]


def page_of(events: Iterable[Mapping[str, Any]], selection: Selection = EVERYTHING, **header: Any) -> str:
    return exported("html", Whole(list(events), header), selection).text


def bare(page: str) -> str:
    """The page without what its style and its script say, which no chronology has a part in."""
    for resource in RESOURCES:
        assert page.count(resource) == 1
        page = page.replace(resource, "")
    return page


def parsed(page: str) -> Element:
    """The elements of a page. What the standard calls an error is one, but for characters that mean nothing and are kept."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document: Element = parser.parse(bare(page))
    assert not [error for _, error, _ in parser.errors if error != "invalid-codepoint"]
    return document


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def name_of(element: Element) -> str:
    """The name of an element, without the namespace that those of SVG have."""
    return element.tag.rpartition("}")[2]


def named(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if isinstance(element.tag, str) and name_of(element) == name]


def classed(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if name in element.get("class", "").split()]


def with_id(root: Element, wanted: str) -> Element:
    (found,) = (element for element in root.iter() if element.get("id") == wanted)
    return found


def links(root: Element) -> Iterator[str]:
    return (element.get("href", "") for element in named(root, "a"))
