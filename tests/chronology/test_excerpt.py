"""An excerpt is a chronology: it has what its events name, and refers to nothing outside of itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.excerpt import excerpt
from liberation_cli.chronology.layout import canonical
from liberation_cli.chronology.selection import Selection
from tests.chronology import strategies
from tests.chronology.making import Record, chronology_of


@pytest.fixture
def reopened(tmp_path: Path) -> Callable[[bytes], Chronology]:
    def reopen(written: bytes) -> Chronology:
        path = tmp_path / "excerpt.json"
        path.write_bytes(written)
        return Chronology(path)

    return reopen


def test_the_whole_is_an_excerpt_of_itself(small_chronology: Path, reopened: Callable[[bytes], Chronology]) -> None:
    with Chronology(small_chronology) as chronology:
        whole = excerpt(chronology, chronology.positions(Selection()))
        with reopened(canonical(whole)) as other:
            assert list(other.events()) == list(chronology.events())
            assert {source.id for source in other.sources()} == {source.id for source in chronology.sources()}


def test_references_out_of_an_excerpt_are_left_out(small_chronology: Path) -> None:
    with Chronology(small_chronology) as chronology:
        document = excerpt(chronology, [3, 5, 9])  # the raid, Rome, and the bridges
    assert [event.id for event in document.events] == ["partisan-raid", "fall-of-rome", "bridges-blown"]
    assert [event.part_of for event in document.events] == ["", "", ""]
    assert [event.led_to for event in document.events] == [(), (), ()]
    assert [track.id for track in document.tracks] == ["land", "home"]
    assert [source.id for source in document.sources] == ["diary", "ledger"]


@given(strategies.chronologies(), st.data())
def test_every_excerpt_is_a_chronology(records: list[Record], data: st.DataObject) -> None:
    with chronology_of(records) as chronology:
        positions = data.draw(st.lists(st.sampled_from(range(1, len(records) + 1)), unique=True)) if records else []
        document = excerpt(chronology, sorted(positions))
        with chronology_of(msgspec.to_builtins(document.events)) as other:
            assert list(other.events()) == list(document.events)
