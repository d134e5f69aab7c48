from __future__ import annotations

import dataclasses
from typing import Any

import msgspec
import pytest

from liberation_cli.chronology import outline as outlines
from liberation_cli.chronology.chronology import BUNDLED
from liberation_cli.chronology.event import ChronologyDocument, Citation, Event, Header
from liberation_cli.chronology.fold import fold
from liberation_cli.chronology.rows import aliases_of, is_disputed
from liberation_cli.dates import edtf
from tests.chronology.making import dating, event
from tests.conftest import SMALL_EVENTS, SMALL_HEADER

WHOLE = {**SMALL_HEADER, "events": SMALL_EVENTS}


def read(record: dict[str, Any]) -> Event:
    return msgspec.convert(record, Event)


def test_a_chronology_is_written_as_it_was_read() -> None:
    document = msgspec.convert(WHOLE, ChronologyDocument)
    assert msgspec.json.decode(msgspec.json.encode(document)) == WHOLE
    assert msgspec.json.decode(msgspec.json.encode(document), type=ChronologyDocument) == document


def test_nothing_is_written_that_says_nothing() -> None:
    assert msgspec.json.decode(msgspec.json.encode(read(event()))) == event()
    assert msgspec.json.encode(Header()) == b"{}"


def test_the_schema_a_file_names_is_kept() -> None:
    header = msgspec.json.decode(b'{"$schema": "chronology.schema.json"}', type=Header)
    assert header.schema == "chronology.schema.json"
    assert msgspec.json.decode(msgspec.json.encode(header)) == {"$schema": "chronology.schema.json"}


def test_an_event_cannot_be_changed() -> None:
    with pytest.raises((AttributeError, dataclasses.FrozenInstanceError)):
        setattr(read(event()), "title", "Another")  # noqa: B010 - what mypy would not let pass


def test_an_event_reads_its_date() -> None:
    assert read(event(date="1944-06-04/1944-06-05")).when == edtf.parse("1944-06-04/1944-06-05")


def test_every_citation_of_an_event_is_found_in_the_order_of_its_fields() -> None:
    cited = event(
        led_to=[{"event": "relief", "how": "so", "sources": [{"source": "link"}]}],
        datings=[dating("1944", "first"), dating("1945", "second")],
        figures=[{"what": "dead", "value": "3", "sources": [{"source": "figure", "at": "p. 1"}]}],
        sources=[{"source": "whole"}],
    )
    assert read(cited).citations == (
        Citation("link"),
        Citation("first"),
        Citation("second"),
        Citation("figure", "p. 1"),
        Citation("whole"),
    )


def test_a_track_goes_by_its_title_or_else_its_id() -> None:
    header = msgspec.convert(SMALL_HEADER, Header)
    assert [header.track_title(track) for track in ("sea", "sky")] == ["The war at sea", "sky"]


FOLDED = [
    ("D-Day", "d day", "a hyphen is a space"),
    ("  Forlì,  12\tgiugno ", "forli 12 giugno", "accents, commas and spaces"),
    ("Forli\u0300", "forli", "an accent apart"),
    ("L’AQUILA", "l aquila", "capitals and an apostrophe"),
    ("liberation-of-rome", "liberation of rome", "an id"),
    ("Αθήνα", "αθηνα", "other alphabets"),
    ("—…!", "", "nothing but marks"),
    ("", "", "nothing"),
    ("a\x00b\x1bc", "a b c", "control characters"),
]


@pytest.mark.parametrize(("text", "folded", "remark"), FOLDED)
def test_names_are_compared_without_case_accents_and_marks(text: str, folded: str, remark: str) -> None:
    assert fold(text) == folded, remark
    assert fold(folded) == folded, remark


def test_an_event_goes_by_its_aliases_beside_its_id() -> None:
    assert aliases_of(read(event("d-day", aliases=["D Day", "Débarquement", "—"]))) == {"debarquement"}


DISPUTES = [
    ("1944-06-04/1944-06-05", ["1944-06-04", "1944-06-05"], False, "each dating lies within the date"),
    ("1944-06", ["1944-06-04"], False, "a day of the month"),
    ("1944-08-03", ["1944-08-03"], False, "the same"),
    ("1944-08-03", [], False, "no other"),
    ("1944-08-03", ["1944-08-03", "1944-08-04"], True, "one day later"),
    ("1944-08-03", ["1944-08"], True, "less exactly"),
    ("1944-06-10/..", ["1944-06-11/.."], False, "both without end"),
    ("1944-06-10/1945", ["1944-06-10/.."], True, "one without end"),
]


@pytest.mark.parametrize(("date", "others", "disputed", "remark"), DISPUTES)
def test_a_date_is_disputed_when_a_source_leaves_it(date: str, others: list[str], disputed: bool, remark: str) -> None:
    assert is_disputed(read(event(date=date, datings=[dating(other) for other in others]))) is disputed, remark


def test_an_outline_agrees_with_the_whole_event() -> None:
    bundled = msgspec.json.decode(BUNDLED.read_bytes())["events"]
    for record in (*SMALL_EVENTS, *bundled):
        whole, outline = read(record), outlines.read(msgspec.json.encode(record))
        assert outline is not None
        for field in ("id", "title", "aliases", "date", "when", "track", "kind", "part_of"):
            assert getattr(outline, field) == getattr(whole, field)
        assert outline.cited == {citation.source for citation in whole.citations}
        assert [link.event for link in outline.led_to] == [link.event for link in whole.led_to]
        assert is_disputed(outline) == is_disputed(whole)
        assert aliases_of(outline) == aliases_of(whole)


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b'{"id": 1, "title": "a", "date": "1944"}', b'{"id": "a", "title": "a"}', b"[" * 5000],
)
def test_what_is_no_event_has_no_outline(raw: bytes) -> None:
    assert outlines.read(raw) is None


def test_an_event_with_a_date_that_is_none_has_no_outline() -> None:
    assert outlines.read(msgspec.json.encode(event(date="1944-6-5"))) is None
    assert outlines.read(msgspec.json.encode(event(datings=[dating("1944-6-5")]))) is None
