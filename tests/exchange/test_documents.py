"""Markdown and bibliographies: nothing in a text is markup, and other programs' readers find what was written."""

from __future__ import annotations

import json
import re

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from markdown_it import MarkdownIt

from liberation_cli.errors import NoMatch
from tests.chronology.making import event
from tests.exchange.strategies import Whole, few, wholes
from tests.exchange.trading import exported


def words(text: str) -> str:
    return " ".join(text.split())


@given(wholes())
@few
def test_no_text_is_markup_in_markdown(whole: Whole) -> None:
    tokens = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(exported("markdown", whole).text)
    shown = [words(inline_text(token)) for token in tokens if token.type == "inline"]
    for told in whole.events:
        assert words(told["title"]) in shown
        assert words(told["summary"]) in shown
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    assert kinds <= {"heading", "paragraph", "inline", "bullet_list", "list_item"}
    tags = [child.content for token in tokens for child in token.children or () if child.type == "html_inline"]
    assert all(re.fullmatch(r'<a id="e\d+">|</a>', tag) for tag in tags)


def inline_text(token: object) -> str:
    children = getattr(token, "children", None) or []
    return "".join(child.content for child in children if child.type in ("text", "text_special"))


@given(wholes())
@few
def test_another_reader_finds_every_source_in_bibtex(whole: Whole) -> None:
    sources = whole.header["sources"]
    cited = {**whole.events[0], "sources": [{"source": source["id"]} for source in sources]}
    read = parse_string(exported("bibtex", Whole([cited], whole.header)).text)
    assert read.failed_blocks == []
    assert [entry.key for entry in read.entries] == [source["id"] for source in sources]
    years = [entry.fields_dict["year"].value if "year" in entry.fields_dict else "" for entry in read.entries]
    assert years == [str(source.get("year", "")) for source in sources]


def test_authors_are_told_apart_in_csl_json() -> None:
    sources = [
        {"id": "s", "title": "T", "author": "Kenneth Finlayson and Robert W. Jones, Jr. (eds)", "kind": "book", "year": 1944}
    ]
    (item,) = json.loads(exported("csl-json", Whole([event(sources=[{"source": "s"}])], {"sources": sources})).text)
    assert item["author"] == [{"literal": "Kenneth Finlayson"}, {"literal": "Robert W. Jones, Jr."}]
    assert (item["type"], item["issued"]) == ("book", {"date-parts": [[1944]]})


@pytest.mark.parametrize("name", ["bibtex", "csl-json"])
def test_without_a_source_there_is_no_bibliography(name: str) -> None:
    with pytest.raises(NoMatch):
        exported(name, Whole([event()]))
