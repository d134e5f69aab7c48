"""What tests of every floor share: a cache of their own, and chronologies to ask."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import settings

# How long an example takes on a busy machine says nothing about chronologies.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # So it is for what a shell runs in the background, and would be for the programs that tests start and interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-expected", action="store_true", help="Write down what is answered as what is expected.")


Expect = Callable[[str, str], None]


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Expect:
    """Compare a text with the file of that name in ``expected`` beside the test, or write it there if so asked."""

    def compare(name: str, text: str) -> None:
        path = request.path.parent / "expected" / (name if "." in name else f"{name}.txt")
        if request.config.getoption("--update-expected"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        assert path.exists(), "run pytest --update-expected, and read what it writes"
        assert text == path.read_bytes().decode()

    return compare


class WriteChronology(Protocol):
    """Writes a chronology file, in the layout that its name calls for, and returns its path."""

    def __call__(self, events: Iterable[Mapping[str, Any]], name: str = "chronology.json", **header: Any) -> Path: ...


@pytest.fixture(autouse=True)
def cache_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where indexes are kept during a test; and no chronology is named by the environment."""
    home = tmp_path / "cache"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    monkeypatch.delenv("LIBERATION_CHRONOLOGY", raising=False)
    return home / "liberation"


@pytest.fixture
def write_chronology(tmp_path: Path) -> WriteChronology:
    def write(events: Iterable[Mapping[str, Any]], name: str = "chronology.json", **header: Any) -> Path:
        path = tmp_path / name
        if path.suffix == ".jsonl":
            text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in (header, *events))
        else:
            text = json.dumps({**header, "events": list(events)}, ensure_ascii=False, indent=2)
        path.write_text(text, encoding="utf-8")
        return path

    return write


SMALL_HEADER: dict[str, Any] = {
    "title": "A small war",
    "tracks": [
        {"id": "land", "title": "The war on land"},
        {"id": "home", "title": "Life at home"},
        {"id": "sea", "title": "The war at sea"},
    ],
    "sources": [
        {"id": "ledger", "title": "The Ledger", "publisher": "The Ministry", "year": 1950, "kind": "official history"},
        {"id": "diary", "title": "A Diary", "author": "N. Ettore", "kind": "memoir"},
    ],
}
LEDGER = {"source": "ledger", "at": "p. 12"}
DIARY = {"source": "diary"}
SMALL_EVENTS: list[dict[str, Any]] = [
    {
        "id": "campaign",
        "title": "The Campaign in Italy",
        "date": "1943-09-03/1945-05-02",
        "track": "land",
        "kind": "campaign",
        "summary": "Twenty months, from the toe to the Alps.",
        "sources": [LEDGER],
    },
    {
        "id": "hunger-winter",
        "title": "The hunger winter",
        "date": "1943-11~/1944-03",
        "track": "home",
        "kind": "hardship",
        "place": {"name": "L’Aquila", "country": "Italy"},
        "people": ["Zoë Müller"],
        "summary": "Bread is cut to a hundred grams.",
        "figures": [{"what": "bread a day", "value": "100 g", "sources": [DIARY]}],
    },
    {
        "id": "partisan-raid",
        "title": "Partisan raid near Forlì",
        "date": "1944-03-17?",
        "track": "home",
        "kind": "raid",
        "place": {"name": "Forlì", "country": "Italy", "lat": 44.222, "lon": 12.041},
        "summary": "A depot burns; nobody wrote down the day.",
        "led_to": [{"event": "rationing", "how": "the depot held the flour", "sources": [DIARY]}],
    },
    {
        "id": "rationing",
        "title": "Rationing is tightened",
        "date": "1944-05",
        "track": "home",
        "kind": "hardship",
        "summary": "Some time in May the ration is halved.",
    },
    {
        "id": "fall-of-rome",
        "title": "The fall of Rome",
        "aliases": ["rome", "Roma città aperta"],
        "date": "1944-06-04/1944-06-05",
        "track": "land",
        "kind": "liberation",
        "place": {"name": "Rome", "country": "Italy", "lat": 41.893, "lon": 12.483},
        "forces": {"allied": ["Fifth Army"], "axis": ["Fourteenth Army"]},
        "summary": "The city is entered on the 4th and held by the 5th.",
        "account": ["Tanks reach the Forum at dusk.", "The bridges stand."],
        "part_of": "campaign",
        "datings": [
            {"date": "1944-06-04", "says": "the first tanks are in the city", "sources": [LEDGER]},
            {"date": "1944-06-05", "says": "the last rearguard is gone", "sources": [DIARY]},
        ],
        "sources": [LEDGER, DIARY],
    },
    {
        "id": "d-day",
        "title": "D-Day",
        "aliases": ["normandy landings"],
        "date": "1944-06-06",
        "track": "land",
        "kind": "landing",
        "place": {"name": "Normandy", "country": "France", "lat": 49.34, "lon": -0.6},
        "summary": "Five beaches, and the world looks away from Rome.",
    },
    {
        "id": "shut-gate",
        "title": "The gate of the town is shut",
        "date": "1944-06-10/..",
        "track": "home",
        "kind": "custom",
        "summary": "It has not been opened since.",
    },
    {
        "id": "florence",
        "title": "The battle for Florence",
        "date": "1944-07-30/1944-09-01",
        "track": "land",
        "kind": "battle",
        "place": {"name": "Florence", "country": "Italy", "lat": 43.77, "lon": 11.25},
        "summary": "Street by street.",
        "part_of": "campaign",
        "led_to": [{"event": "bridges-blown", "how": "the rearguard wanted the river"}],
    },
    {
        "id": "bridges-blown",
        "title": "The bridges of Florence are blown",
        "date": "1944-08-03",
        "track": "land",
        "kind": "demolition",
        "place": {"name": "Florence", "country": "Italy", "lat": 43.77, "lon": 11.25},
        "summary": "All but one.",
        "part_of": "florence",
        "datings": [{"date": "1944-08-04", "says": "after midnight", "sources": [DIARY]}],
    },
]


@pytest.fixture
def small_chronology(write_chronology: WriteChronology) -> Path:
    """Nine events in order: a span, a month, a day, doubts, an open end, a dispute, parts of parts, and a track without any."""
    return write_chronology(SMALL_EVENTS, **SMALL_HEADER)
