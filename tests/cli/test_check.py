"""What check answers; the checks themselves are tested on their own floor."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Ask
from tests.cli.running import process, run

BROKEN = [
    {"id": "one", "title": "One", "date": "1944-6-5", "summary": "s"},
    {"id": "two", "title": "Two", "date": "1944", "summary": "s", "part_of": "no-such"},
]


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
    assert told.err == as_json.err == plain.err == f"{path}: {len(plain.rows)} problem{'s' if len(plain.rows) > 1 else ''}\n"
    assert all(set(problem) == {"check", "where", "what", "instead"} for problem in as_json.json)
    assert [[p["check"], p["where"], p["what"], p["instead"]] for p in as_json.json] == plain.rows
    for _, where, what, _ in plain.rows:
        assert f"{where}: {what}" in told.out


def test_strict_asks_for_more(ask: Ask) -> None:
    ask([{"id": "one", "title": "One", "date": "1944", "summary": "s"}])
    assert run("check").code == 0
    assert run("check", "--strict").code == 1


def test_a_single_check_can_be_asked_for(ask: Ask) -> None:
    path = ask(BROKEN)
    assert {row[0] for row in run("check", str(path), "dates", "--plain").rows} == {"dates"}


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
