"""``--plain``: one event a line, tab-separated, never cut."""

from __future__ import annotations

import shlex
from collections.abc import Callable

import pytest

from tests.cli.conftest import Ask
from tests.cli.running import run
from tests.views import chronicle

COMMANDS = [
    # command, columns, remark
    ("liberation", 4, "title, events, first and last day"),
    ("liberation list", 6, "date, id, title, track, kind, place"),
    ("liberation between 1944-05 1944-06", 6, "likewise"),
    ("liberation on 1944-06-05", 6, "likewise"),
    ('liberation on "5 June"', 6, "likewise"),
    ("liberation timeline", 6, "likewise"),
    ("liberation search bridges", 6, "likewise"),
    ("liberation meanwhile d-day", 8, "before these the track, and before, under way or after"),
    ("liberation show rome", 7, "and the summary"),
    ("liberation compare rome d-day cassino", 6, "two ids, the relations, least and greatest gap, the sentence"),
    ("liberation sources", 7, "id, author, title, publisher, year, kind, address"),
    ("liberation sources rome", 7, "likewise"),
]


@pytest.mark.parametrize(("command", "columns", "remark"), COMMANDS)
def test_plain_is_a_row_of_cells_for_each(command: str, columns: int, remark: str) -> None:
    done = run(*shlex.split(command)[1:], "--plain")
    assert (done.code, done.err) == (0, "")
    assert {len(row) for row in done.rows} == {columns}, remark
    assert "…" not in done.out


@pytest.mark.parametrize("command", [command for command, _, _ in COMMANDS])
def test_plain_is_the_same_in_every_window_and_terminal(command: str) -> None:
    arguments = [*shlex.split(command)[1:], "--plain"]
    plain = run(*arguments)
    assert "\x1b" not in plain.out
    assert run(*arguments, columns=20) == run(*arguments, columns=300) == plain
    assert run(*arguments, env={"FORCE_COLOR": "1"}, terminal=True) == plain
    assert run(*arguments, encoding="latin-1").out.encode("latin-1").decode() == plain.out


def test_every_command_s_plain_answer_is_as_expected(expect: Callable[[str, str], None]) -> None:
    answers = [f"$ {command} --plain\n{run(*shlex.split(command)[1:], '--plain').out}" for command, _, _ in COMMANDS]
    expect("plain", "\n".join(answers))


def test_a_long_title_is_never_cut() -> None:
    assert run("list", "--plain", columns=30).rows[-1][2] == chronicle.LONG_TITLE


def test_list_has_the_events_in_the_order_of_time() -> None:
    assert [row[1] for row in run("list", "--plain").rows] == chronicle.IDS


def test_tabs_and_line_ends_in_a_text_become_spaces(ask: Ask) -> None:
    texts = {"title": "A\ttitle\nof \n lines", "summary": "And\ta\n\nsummary", "place": {"name": "A\tb"}}
    ask([{"id": "one", "date": "1944", **texts}])
    assert run("list", "--plain").out == "1944\tone\tA title of lines\t\t\tA b\n"
    assert run("show", "one", "--plain").rows == [["1944", "one", "A title of lines", "", "", "A b", "And a summary"]]


def test_an_open_gap_is_an_empty_cell() -> None:
    [row] = run("compare", "gate-shut", "d-day", "--plain").rows
    assert row[:5] == ["gate-shut", "d-day", "after", "", ""]


def test_meanwhile_leaves_a_track_out_of_which_nothing_is_told() -> None:
    rows = run("meanwhile", "d-day", "--plain").rows
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("front", "before", "liberation-of-rome"),
        ("front", "under way", "campaign"),
        ("front", "under way", "d-day"),
        ("front", "after", "baggage-train"),
        ("city", "before", "tokyo-radio"),
        ("city", "after", "gate-shut"),
    ]


@pytest.mark.parametrize(
    "command", ["list --during 1901", "between 1901 1902", "on 1901-01-01", "timeline --track sea", "search zebra"]
)
def test_nothing_found_is_no_line_at_all(command: str) -> None:
    done = run(*shlex.split(command), "--plain")
    assert (done.code, done.out) == (1, "")
    assert done.err
