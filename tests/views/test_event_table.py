from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from liberation_cli.chronology.entry import Entry
from liberation_cli.dates import edtf, phrase
from liberation_cli.dates.period import parse
from liberation_cli.views.event_table import EventTable
from tests.dates import strategies
from tests.views.chronicle import EVENTS, LONG_TITLE
from tests.views.drawing import entry, page, texts, widest


def entries() -> list[Entry]:
    return [
        Entry(
            number,
            event["id"],
            event["title"],
            event["date"],
            event["track"],
            event["kind"],
            event.get("place", {}).get("name", ""),
            event["id"] in ("cassino", "abbey-bombed"),
        )
        for number, event in enumerate(EVENTS)
    ]


def table(listed: list[Entry], width: int = 80, during: str = "") -> list[str]:
    chunks = EventTable(listed, page(width), parse(during) if during else None).chunks()
    return [line for chunk in chunks for line in texts(chunk.lines)]


@pytest.mark.parametrize("width", range(60, 220, 10))
def test_a_table_has_a_heading_and_stays_within_the_window(width: int) -> None:
    lines = table(entries(), width)
    assert lines[0].split()[:2] == ["Date", "Event"]
    assert set(lines[1].strip()) == {"─"}
    assert widest([[(line, "")] for line in lines]) <= width


@pytest.mark.parametrize("width", range(20, 220, 20))
def test_no_title_is_cut(width: int) -> None:
    told = " ".join(" ".join(table([entry("1944", LONG_TITLE)], width)).split())
    words = iter(told.split())
    assert all(word in words for word in LONG_TITLE.split())


COLUMNS = [
    # width, columns, remark
    (80, ["Date", "Event"], "a date and a title always"),
    (120, ["Date", "Event", "Place", "Track"], "place and track as there is room"),
    (200, ["Date", "Event", "Place", "Track", "Show it with"], "what to show an event with, in a very wide window"),
]


@pytest.mark.parametrize(("width", "columns", "remark"), COLUMNS)
def test_a_wider_window_shows_more(width: int, columns: list[str], remark: str) -> None:
    heading = table(entries(), width)[0]
    assert [name for name in ("Date", "Event", "Place", "Track", "Show it with") if name in heading] == columns, remark


@pytest.mark.parametrize("place", ["Rome", "Bo", "東京", "Castel Gandolfo"])
@pytest.mark.parametrize("width", [80, 120, 200])
def test_the_heading_of_a_column_is_never_cut(place: str, width: int) -> None:
    heading = table([entry("1944", "It", place=place)], width)[0]
    assert "…" not in heading
    assert "Place" in heading


@pytest.mark.parametrize("width", [20, 40, 59])
def test_in_a_narrow_window_the_date_stands_above_the_title(width: int) -> None:
    lines = table([entry("1944-06-04", "Rome is free"), entry("1944-06-06", "D-Day", position=1)], width)
    assert lines[:4] == ["4 June 1944", "  Rome is free", "6 June 1944", "  D-Day"]


@given(st.lists(st.tuples(strategies.notations, st.booleans()), min_size=1, max_size=4), st.integers(40, 120))
@example([("1943-09-10%/1944-09-30%", False)], 60)
@example([("1943-09-10%/1944-09-30%", True)], 40)
@example([("1943-12-31/1944-09-10", False)], 40)
def test_a_table_of_any_dates_stays_within_the_window(dates: list[tuple[str, bool]], width: int) -> None:
    listed = [entry(date, LONG_TITLE, position=n, disputed=disputed) for n, (date, disputed) in enumerate(dates)]
    lines = table(listed, width)
    assert widest([[(line, "")] for line in lines]) <= width
    told = " ".join(" ".join(lines).split())
    for date, _ in dates:
        words = phrase.when(edtf.parse(date))
        if len(words) < 30:
            assert words in told


MARKS = [
    # date, disputed, during, mark, remark
    ("1944-06-04", False, "", "", "a day"),
    ("1944-06-04", True, "", "*", "that sources differ on"),
    ("1944-06", False, "", "", "a month, where nothing was asked"),
    ("1944-06", False, "1944-06", "", "a month that was asked for"),
    ("1944-06", False, "1944-06-04", "?", "a day of that month"),
    ("1944-06", True, "1944-06-04", "?", "what is not even sure to belong here need not be disputed"),
    ("1944-06-04~", False, "1944-06-04", "", "a date is taken at its word"),
    ("1944-06-04", True, "1944-06", "*", "disputed, but surely within"),
]


@pytest.mark.parametrize(("date", "disputed", "during", "mark", "remark"), MARKS)
@pytest.mark.parametrize("width", [40, 80])
def test_marks_tell_what_is_disputed_and_what_is_only_possible(
    *, date: str, disputed: bool, during: str, mark: str, remark: str, width: int
) -> None:
    lines = table([entry(date, "Title", disputed=disputed)], width, during)
    row = next(line for line in lines if phrase.when(edtf.parse(date)) in line)
    assert ({*row.split()} & {"*", "?"}) == ({mark} if mark else set()), remark
    notes = [line.strip()[0] for line in lines if line.strip()[:2] in ("* ", "? ")]
    assert notes == ([mark] if mark else []), remark


def test_the_footer_counts_the_events() -> None:
    assert "  1 event" in table(entries()[:1])
    assert "  13 events" in table(entries())
    assert "  1,000 events" in table([entry("1944")] * 1000)


def test_no_events_are_no_table() -> None:
    assert table([]) == []


def test_rows_are_drawn_before_all_events_are_read() -> None:
    read = 0

    def endless() -> Iterator[Entry]:
        nonlocal read
        while True:
            read += 1
            yield entry("1944-06-04", position=read)

    chunks = EventTable(endless(), page()).chunks()
    heading, rows = next(chunks), next(chunks)
    assert "Date" in texts(heading.lines)[0]
    assert 0 < len(rows) == read <= 500
    following = next(chunks)
    assert len(rows) + len(following) == read <= 1000


@pytest.mark.parametrize("width", [40, 80])
def test_a_table_in_pieces_reads_as_one(width: int) -> None:
    listed = [entry("1944-06-04", f"Event {number}", position=number) for number in range(450)]
    lines = table(listed, width)
    assert [word for line in lines for word in line.split() if word.isdigit() and word not in ("4", "1944", "450")] == [
        str(number) for number in range(450) if number != 4
    ]


def test_a_later_longer_date_moves_no_column() -> None:
    listed = [entry("1944", f"E{n}", position=n, place="Rome") for n in range(300)]
    listed[290] = entry("1943-09-10/1944-06-04", "Later", position=290, place="Rome")
    lines = table(listed, 100)
    assert len({line.index("Rome") for line in lines if "Rome" in line}) == 1
    at = lines.index(next(line for line in lines if "10 September 1943 – 4 June 1944" in line))
    assert "Later" in lines[at + 1]
