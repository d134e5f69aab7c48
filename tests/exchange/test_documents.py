"""Markdown and bibliographies: nothing in a text is markup, and other programs' readers find what was written."""

from __future__ import annotations

import json
import re

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from markdown_it import MarkdownIt

from liberation_cli.errors import NoMatch
from tests.conftest import Expect
from tests.exchange.conftest import Exchange
from tests.exchange.strategies import Record, chronologies
from tests.exchange.test_round_trips import SMALL, at_ease

SUFFIXES = [
    ("markdown", "small.md"),
    ("bibtex", "small.bib"),
    ("csl-json", "small.csl.json"),
    ("json", "small.json"),
    ("jsonl", "small.jsonl"),
]


@pytest.mark.parametrize(("name", "file"), SUFFIXES)
def test_a_small_chronology_is_written_as_expected(exchange: Exchange, name: str, file: str, expect: Expect) -> None:
    expect(file, exchange.out(SMALL, name).text)


def words(text: str) -> str:
    return " ".join(text.split())


@given(record=chronologies())
@at_ease
def test_no_text_is_markup_in_markdown(exchange: Exchange, record: Record) -> None:
    tokens = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(exchange.out(record, "markdown").text)
    shown = [words(inline_text(token)) for token in tokens if token.type == "inline"]
    for event in record["events"]:
        assert words(event["title"]) in shown
        assert words(event["summary"]) in shown
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    assert kinds <= {"heading", "paragraph", "inline", "bullet_list", "list_item"}
    tags = [child.content for token in tokens for child in token.children or () if child.type == "html_inline"]
    assert all(re.fullmatch(r'<a id="event-\d+">|</a>', tag) for tag in tags)


def inline_text(token: object) -> str:
    children = getattr(token, "children", None) or []
    return "".join(child.content for child in children if child.type in ("text", "text_special"))


@given(record=chronologies())
@at_ease
def test_another_reader_finds_every_source_in_bibtex(exchange: Exchange, record: Record) -> None:
    record["events"][0]["sources"] = [{"source": source["id"]} for source in record["sources"]]
    read = parse_string(exchange.out(record, "bibtex").text)
    assert read.failed_blocks == []
    assert [entry.key for entry in read.entries] == [source["id"] for source in record["sources"]]
    years = [entry.fields_dict["year"].value if "year" in entry.fields_dict else "" for entry in read.entries]
    assert years == [str(source.get("year", "")) for source in record["sources"]]


def test_authors_are_told_apart_in_csl_json(exchange: Exchange) -> None:
    sources = [
        {"id": "s", "title": "T", "author": "Kenneth Finlayson and Robert W. Jones, Jr. (eds)", "kind": "book", "year": 1944}
    ]
    record = {
        "sources": sources,
        "events": [{"id": "e", "title": "E", "date": "1944", "summary": "s", "sources": [{"source": "s"}]}],
    }
    (item,) = json.loads(exchange.out(record, "csl-json").text)
    assert item["author"] == [{"literal": "Kenneth Finlayson"}, {"literal": "Robert W. Jones, Jr."}]
    assert (item["type"], item["issued"]) == ("book", {"date-parts": [[1944]]})


@pytest.mark.parametrize("name", ["bibtex", "csl-json"])
def test_without_a_source_there_is_no_bibliography(exchange: Exchange, name: str) -> None:
    with pytest.raises(NoMatch):
        exchange.out({"events": [{"id": "e", "title": "E", "date": "1944", "summary": "s"}]}, name)
