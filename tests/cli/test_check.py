"""What check answers; the checks themselves are tested on their own floor."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Ask
from tests.cli.running import process, run

BROKEN = [
    {"id": "one", "title": "One", "date": "1944-6-5", "summary": "s"},
    {"id": "two", "title": "Two", "date": "1944", "summary": "s", "part_of": "no-such"},
]
BROKEN_LINES = """\
{}
{"id": "one", "title": "一番目", "date": "1944-6-5", "summary": "s"}

 {"id": "two", "title": "Two", "date": "1944"}
{"id": "x",
"""


def test_a_sound_chronology_has_nothing_wrong_in_any_form() -> None:
    assert (run("check").code, run("check").err) == (0, "")
    assert (run("check", "--json").code, run("check", "--json").out) == (0, "[]\n")
    assert (run("check", "--plain").code, run("check", "--plain").out) == (0, "")


@pytest.mark.usefixtures("bundled")
def test_the_bundled_chronology_is_checked_where_none_is_named() -> None:
    done = run("check")
    assert (done.code, done.err) == (0, "")


def test_every_problem_is_told_in_every_form(ask: Ask) -> None:
    path = ask(BROKEN)
    told, as_json, plain = run("check", columns=200), run("check", "--json"), run("check", "--plain")
    assert (told.code, as_json.code, plain.code) == (1, 1, 1)
    assert told.err == as_json.err == plain.err == f"{path}: 2 problems\n"
    assert as_json.json == [
        {
            "file": str(path),
            "line": 1,
            "column": 51,
            "event": "one",
            "field": "date",
            "excerpt": '…[{"id": "one", "title": "One", "date": "1944-6-5", "summary": "s"}, {"id": "tw…',
            "what": "“1944-6-5” is not spelt as EDTF spells it",
            "instead": "write 1944-06-05",
            "check": "dates",
        },
        {
            "file": str(path),
            "line": 1,
            "column": 153,
            "event": "two",
            "field": "part_of",
            "excerpt": '… "two", "title": "Two", "date": "1944", "summary": "s", "part_of": "no-such"}]}',
            "what": "names the event “no-such”, which the chronology does not have",
            "instead": None,
            "check": "references",
        },
    ]
    assert plain.rows == [
        [
            f"{path}:{p['line']}:{p['column']}:",
            *(p[name] or "" for name in ("check", "event", "field", "what", "instead", "excerpt")),
        ]
        for p in as_json.json
    ]


def test_a_problem_is_told_as_compilers_tell_theirs_with_the_line_and_a_mark_beneath_it(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ask.text(BROKEN_LINES, "broken.jsonl").parent)
    done = run("check", "broken.jsonl")
    problems, _, table = done.out.partition("\n\n")
    assert problems.split("\n") == [
        "broken.jsonl:2:39: event “one”, date: “1944-6-5” is not spelt as EDTF spells",
        "  it (write 1944-06-05)",
        '    {"id": "one", "title": "一番目", "date": "1944-6-5", "summary": "s"}',
        "                                             ^^^^^^^^^^",
        "broken.jsonl:4:2: event “two”: has no summary (add the field summary)",
        '    {"id": "two", "title": "Two", "date": "1944"}',
        "    ^",
        "broken.jsonl:5:12: line 5: breaks off: it is not whole",
        '    {"id": "x",',
        "               ^",
    ]
    assert table.lstrip().startswith("format      2 problems")


def test_other_commands_refuse_a_broken_file_in_the_same_words(ask: Ask) -> None:
    ask.text(BROKEN_LINES, "broken.jsonl")
    for columns in (40, 80, 200):
        told = run("check", columns=columns).out.partition("\n\n")[0]
        assert run("list", columns=columns).err.partition("\n")[2] == f"{told}\n"


def test_no_line_is_wider_than_the_window(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ask.text(BROKEN_LINES, "broken.jsonl").parent)
    for columns in (30, 40, 80, 120):
        for line in run("check", "broken.jsonl", columns=columns).lines:
            assert cell_len(line) <= columns


def test_the_name_of_a_file_is_never_broken_for_then_it_could_not_be_followed(ask: Ask) -> None:
    path = ask.text(BROKEN_LINES, f"my own  file {'of a long name ' * 9}.jsonl")
    for columns in (30, 80):
        lines = run("check", columns=columns).lines
        assert [line for line in lines if line.startswith(str(path))] == [f"{path}:{at}:" for at in ("2:39", "4:2", "5:12")]
        assert "  event “two”: has no" in "\n".join(lines)


def test_a_field_given_twice_is_told_here_and_nowhere_else(ask: Ask) -> None:
    path = ask.text('{"events": [{"id": "one", "title": "One", "date": "1944", "summary": "s", "title": "Uno"}]}')
    assert run("list").code == 0
    done = run("check", "--plain")
    assert (done.code, done.err) == (1, f"{path}: 1 problem\n")
    assert done.rows[0][:6] == [
        f"{path}:1:75:",
        "format",
        "one",
        "title",
        "has the field “title” twice",
        "leave one: only the last is read",
    ]
    assert run("check", str(path), "dates").code == 0


def test_what_editing_asks_is_pointed_at_too(ask: Ask) -> None:
    path = ask.text('{"events": [\n {"id": "one", "title": "One", "date": "1944", "summary": "s", "kind": "brawl"}]}')
    assert [row[:4] for row in run("check", str(path), "kinds", "--plain").rows] == [[f"{path}:2:72:", "kinds", "one", "kind"]]


def test_a_broken_file_is_asked_nothing_more_before_it_is_mended(ask: Ask) -> None:
    path = ask(BROKEN)
    done = run("check", str(path), "sources")
    assert done.code == 1
    assert "names the event “no-such”" in done.out
    assert "format      none" in done.out
    assert "not read to its end: what is wrong above comes first" in done.out


def test_strict_asks_for_more(ask: Ask) -> None:
    ask([{"id": "one", "title": "One", "date": "1944", "summary": "s"}])
    assert run("check").code == 0
    assert run("check", "--strict").code == 1


def test_a_single_check_can_be_asked_for(ask: Ask) -> None:
    path = ask(BROKEN)
    assert {row[1] for row in run("check", str(path), "dates", "--plain").rows} == {"dates"}


MISTAKES = [
    (["/no/such/file"], "/no/such/file: there is no such file", "a file that is not there"),
    (["chronicle.json", "spelling"], "there is no check “spelling”", "a check that there is not"),
]


@pytest.mark.parametrize(("arguments", "said", "remark"), MISTAKES)
def test_what_cannot_be_checked_is_a_mistake(arguments: list[str], said: str, remark: str) -> None:
    for form in ([], ["--json"], ["--plain"]):
        done = run("check", *arguments, *form)
        assert (done.code, done.out) == (2, ""), remark
        assert said in done.err, remark


def test_a_file_may_be_named_as_a_check_is(ask: Ask) -> None:
    path = ask(BROKEN, name="dates")
    done = process("check", str(path), "--plain")
    assert done.code == 1
    assert done.err.startswith(f"{path}: ")
