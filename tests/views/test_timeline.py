from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from liberation_cli.chronology.event import Header, Track
from liberation_cli.dates import edtf
from liberation_cli.dates.period import Period, parse
from liberation_cli.views.timeline import Timeline
from tests.dates import strategies
from tests.views.chronicle import LONG_TITLE, WIDE_TITLE
from tests.views.drawing import entry, page, texts, widest

SIGNS = "●◆━┅╌◂▸"


def signs_of(row: str) -> str:
    """The signs of a row, each run of one as one."""
    drawn = [sign for sign in row if sign in SIGNS]
    return "".join(sign for number, sign in enumerate(drawn) if number == 0 or sign != drawn[number - 1])


def drawn(date: str, *, disputed: bool = False, during: str = "") -> list[str]:
    """A timeline of that date and of another that leaves it room on either side."""
    entries = [entry(date, disputed=disputed), entry("1944-04-01/1944-10-01", "Frame", position=1)]
    return texts(Timeline(entries, page(120), during=parse(during) if during else None, lanes=False).lines())


def row_of(lines: list[str], title: str = "It") -> str:
    return next(line for line in lines if line.strip().startswith(title))


DRAWN = [
    # date, disputed, during, signs, remark
    ("1944-06-04", False, "", "●", "a day"),
    ("1944-06-04T10:00:00", False, "", "●", "a moment is its day"),
    ("1944-06-04/1944-06-04", False, "", "●", "a span of one day is a day"),
    ("1944-06-04", True, "", "◆", "a day that sources differ on"),
    ("1944-06-04/1944-08-05", False, "", "━", "a span of known days"),
    ("1944-06-04/1944-08-05", True, "", "┅", "that sources differ on"),
    ("1944-06", False, "", "╌", "some time within a month"),
    ("1944-06", True, "", "╌", "sources differing or not"),
    ("1944-06-XX", False, "", "╌", "some day of a month"),
    ("1944-22", False, "", "╌", "a season"),
    ("1944-06-04~", False, "", "╌", "about a day"),
    ("1944-06-04?", False, "", "╌", "perhaps a day"),
    ("1944-06-04%", True, "", "╌", "both, and disputed"),
    ("1944-06-04~/1944-08-05", False, "", "╌", "a span from about a day: none of it is sure"),
    ("1944-06/1944-08", False, "", "╌━╌", "from one month to another: what lies between is sure"),
    ("1944-06/1944-08", True, "", "╌┅╌", "and disputed"),
    ("1944-06-04/1944-08", False, "", "━╌", "a known start"),
    ("1944-06/1944-08-05", False, "", "╌━", "a known end"),
    ("1944-06-04/..", False, "", "━▸", "without end"),
    ("../1944-06-04", False, "", "◂━", "without beginning"),
    ("1944-06-04/", False, "", "━╌▸", "of an unknown end"),
    ("/1944-06-04", False, "", "◂╌━", "of an unknown beginning"),
    ("1944-05-01/1944-08-05", False, "1944-06", "◂━▸", "longer than what is drawn"),
    ("1944-05-01/1944-06-05", False, "1944-06", "◂━", "from before"),
    ("1944-06-20/1944-08-05", True, "1944-06", "┅▸", "goes on"),
    ("1944", False, "1944-06", "◂╌▸", "some time within more than is drawn"),
]


@pytest.mark.parametrize(("date", "disputed", "during", "signs", "remark"), DRAWN)
def test_each_kind_of_knowledge_has_its_sign(date: str, disputed: bool, during: str, signs: str, remark: str) -> None:
    assert signs_of(row_of(drawn(date, disputed=disputed, during=during))) == signs, remark


@pytest.mark.parametrize(("date", "disputed", "during", "signs", "remark"), DRAWN)
def test_the_signs_that_are_drawn_are_explained_and_no_others(
    date: str, disputed: bool, during: str, signs: str, remark: str
) -> None:
    lines = drawn(date, disputed=disputed, during=during)
    legend = lines[lines.index("") :]
    frame = signs_of(row_of(lines, "Frame"))
    assert {sign for sign in "".join(legend) if sign in SIGNS} == set(signs + frame), remark


def columns(row: str) -> tuple[int, int]:
    cells = [number for number, sign in enumerate(row) if sign in SIGNS]
    return cells[0], cells[-1]


def test_events_stand_under_their_days() -> None:
    entries = [
        entry("1944-06-04/1944-06-05", "Rome"),
        entry("1944-06-06", "Normandy", position=1),
        entry("1944-06-01/1944-06-30", "Month", position=2),
    ]
    lines = texts(Timeline(entries, page(120), lanes=False).lines())
    rome, normandy, month = (columns(row_of(lines, title)) for title in ("Rome", "Normandy", "Month"))
    assert month[0] < rome[0] <= rome[1] < normandy[0] <= normandy[1] < month[1]


def test_lanes_are_in_the_order_of_the_tracks_and_events_in_the_order_given() -> None:
    entries = [
        entry("1944-01", "One", position=0, track="city"),
        entry("1944-02", "Two", position=1, track="front"),
        entry("1944-03", "Three", position=2, track="elsewhere"),
        entry("1944-04", "Four", position=3, track="city"),
        entry("1944-05", "Five", position=4, track=""),
    ]
    names = {"The front in Italy", "Life in the city", "elsewhere", *(each.title for each in entries)}
    told = [name for line in texts(Timeline(entries, page()).lines()) if (name := line.strip().partition("  ")[0]) in names]
    for lane, members in {"The front in Italy": ["Two"], "Life in the city": ["One", "Four"], "elsewhere": ["Three"]}.items():
        start = told.index(lane) + 1
        assert told[start : start + len(members)] == members
    assert "Five" in told


def test_a_year_that_is_everywhere_the_same_is_not_said_in_every_row() -> None:
    same = texts(Timeline([entry("1944-06-04"), entry("1944-07-04", position=1)], page()).lines())
    assert any(line.endswith("4 June") for line in same)
    differing = texts(Timeline([entry("1944-06-04"), entry("1945-07-04", position=1)], page()).lines())
    assert any(line.endswith("4 June 1944") for line in differing)


def test_a_year_that_is_not_said_in_the_rows_is_said_on_the_axis() -> None:
    for width in (24, 40, 64, 80, 120, 200):
        for dates in (("1944-06-04",), ("1944-06-04", "1944-07-04"), ("1944-01-01", "1944-12-31")):
            lines = texts(Timeline([entry(date, position=n) for n, date in enumerate(dates)], page(width)).lines())
            assert "1944" in " ".join(lines), (width, dates)


@pytest.mark.parametrize("width", [64, 80, 120])
def test_a_wide_or_long_title_does_not_move_the_bars(width: int) -> None:
    entries = [entry("1944-06-04", title, position=number) for number, title in enumerate(("Short", WIDE_TITLE, LONG_TITLE))]
    rows = [line for line in texts(Timeline(entries, page(width)).lines()) if "●" in line and "one day" not in line]
    assert len({cell_len(row.partition("●")[0]) for row in rows}) == 1


def test_in_a_narrow_window_a_whole_title_stands_above_its_line() -> None:
    lines = texts(Timeline([entry("1944-06-04", LONG_TITLE)], page(40)).lines())
    assert LONG_TITLE in " ".join(" ".join(lines).split())


_entries = st.lists(
    st.tuples(strategies.notations, st.booleans(), st.sampled_from(["Short", WIDE_TITLE, LONG_TITLE])), min_size=1, max_size=5
)


@given(_entries, st.integers(24, 200), st.booleans(), st.booleans())
@example([("1943-09-10%/1944-09-30%", False, "Short")], 64, True, True)
@example([("1943-12-31/1944-01-01", False, "Short")], 64, False, True)
@example([("1944-06-04/", False, "Short")], 24, True, False)
def test_any_timeline_stays_within_the_window(
    drawn_from: list[tuple[str, bool, str]], width: int, lanes: bool, places: bool
) -> None:
    told = [case for case in drawn_from if _is_told(case[0])]
    entries = [
        entry(date, title, position=number, disputed=disputed, place="Kraków-Płaszów")
        for number, (date, disputed, title) in enumerate(told)
    ]
    if entries:
        assert widest(Timeline(entries, page(width), lanes=lanes, places=places).lines()) <= width


def _is_told(date: str) -> bool:
    when = edtf.parse(date)
    return not (when.start.open and when.end.open)


@given(strategies.notations, st.integers(24, 200))
def test_every_event_is_drawn_by_at_least_one_sign(date: str, width: int) -> None:
    lines = texts(Timeline([entry(date), entry("1900", "Frame", position=1)], page(width), lanes=False).lines())
    start = next(number for number, line in enumerate(lines) if line.strip().startswith("It"))
    end = next(number for number, line in enumerate(lines) if line.strip().startswith("Frame"))
    assert signs_of("".join(lines[start:end]))


def test_a_timeline_may_have_no_header_and_no_track() -> None:
    lines = texts(Timeline([entry("1944-06-04", track="")], page(80, Header())).lines())
    assert "●" in "".join(lines)


def test_there_may_be_more_tracks_than_styles() -> None:
    header = Header(tracks=tuple(Track(f"t{number}", f"Track {number}") for number in range(20)))
    entries = [entry("1944-06-04", f"Event {number}", position=number, track=f"t{number}") for number in range(20)]
    assert len(texts(Timeline(entries, page(80, header)).lines())) > 40


def test_a_period_without_bounds_draws_what_is_told() -> None:
    lines = texts(Timeline([entry("1944-06-04")], page(), during=Period(*parse("1944..")[:2])).lines())
    assert "●" in "".join(lines)
