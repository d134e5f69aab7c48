"""Putting a file in order: what is said of it, and what is left alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.chronology.making import event
from tests.cli.running import run


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "mine"
    path.mkdir()
    monkeypatch.chdir(path)
    return path


def write(name: str, *events: dict[str, Any]) -> bytes:
    records = [json.dumps(each) for each in events]
    text = "\n".join(["{}", *records]) if name.endswith("l") else f'{{"events": [{", ".join(records)}]}}'
    Path(name).write_text(text)
    return Path(name).read_bytes()


LATE, EARLY = event("late", "1945"), event("early", "1944")


@pytest.mark.parametrize("name", ["mine.json", "mine.jsonl"])
def test_a_file_is_rewritten_once_and_then_in_order(name: str) -> None:
    write(name, LATE, EARLY)
    said = [run("format", name) for _ in range(2)]
    assert [(done.code, done.out, done.err) for done in said] == [
        (0, "", f"{name}: rewritten: 1 event moved\n"),
        (0, "", f"{name}: already in order\n"),
    ]
    assert [row[1] for row in run("list", "-c", name, "--plain").rows] == ["early", "late"]
    assert Path(name).read_text().index("early") < Path(name).read_text().index("late")


def test_a_file_that_is_only_laid_out_otherwise_is_said_to_be() -> None:
    write("mine.json", EARLY, LATE)
    assert run("format", "mine.json").err == "mine.json: rewritten: laid out anew\n"


def test_a_file_that_is_in_order_is_not_touched() -> None:
    write("mine.json", EARLY)
    run("format", "mine.json")
    before = Path("mine.json").stat()
    run("format", "mine.json")
    after = Path("mine.json").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_check_only_tells() -> None:
    before = write("mine.json", LATE, EARLY)
    done = run("format", "mine.json", "--check")
    assert (done.code, done.out, done.err) == (1, "", "mine.json: would be rewritten: 1 event moved\n")
    assert Path("mine.json").read_bytes() == before
    run("format", "mine.json")
    assert (run("format", "mine.json", "--check").code, run("format", "mine.json", "--check").err) == (
        0,
        "mine.json: already in order\n",
    )


def test_another_file_may_be_written_in_the_layout_of_its_name() -> None:
    before = write("mine.json", LATE, EARLY)
    done = run("format", "mine.json", "-o", "other.jsonl")
    assert (done.code, done.out, done.err) == (0, "", "other.jsonl: written: 2 events\n")
    assert [json.loads(line).get("id") for line in Path("other.jsonl").read_text().splitlines()] == [None, "early", "late"]
    assert Path("mine.json").read_bytes() == before
    again = run("format", "mine.json", "-o", "other.jsonl")
    assert (again.code, again.err) == (2, "other.jsonl: is there already\n  --force overwrites it\n")
    assert run("format", "mine.json", "-o", "other.jsonl", "--force").code == 0


def test_standard_output_gets_the_file_and_nothing_else() -> None:
    before = write("mine.jsonl", LATE, EARLY)
    done = run("format", "mine.jsonl", "-o", "-")
    assert (done.code, done.err) == (0, "")
    assert [json.loads(line).get("id") for line in done.lines] == [None, "early", "late"]
    assert Path("mine.jsonl").read_bytes() == before


BROKEN = [
    ({**EARLY, "date": "1944-6"}, "“1944-6” is not spelt as EDTF spells it", "in an event"),
    ({**EARLY, "part_of": "nothing"}, "names the event “nothing”", "between events"),
]


@pytest.mark.parametrize(("broken", "said", "remark"), BROKEN)
@pytest.mark.parametrize("arguments", [[], ["--check"], ["-o", "other.json"], ["-o", "-"]])
def test_a_file_that_breaks_the_format_is_left_as_it_is(
    directory: Path, broken: dict[str, Any], said: str, remark: str, arguments: list[str]
) -> None:
    before = write("mine.json", LATE, broken)
    done = run("format", "mine.json", *arguments)
    assert (done.code, done.out) == (2, ""), remark
    assert said in done.err, remark
    assert Path("mine.json").read_bytes() == before
    assert [path.name for path in directory.iterdir()] == ["mine.json"]


def test_a_text_that_would_be_lost_is_refused() -> None:
    text = '{"events": [{"id": "a", "title": "A", "date": "1944", "summary": "One.", "summary": "Two."}]}'
    Path("mine.json").write_text(text)
    done = run("format", "mine.json")
    assert (done.code, done.out) == (2, "")
    assert "event “a”: has the field “summary” twice" in done.err
    assert Path("mine.json").read_text() == text


def test_a_symbolic_link_is_followed_and_permissions_stay() -> None:
    write("mine.json", LATE, EARLY)
    Path("mine.json").chmod(0o640)
    Path("link.json").symlink_to("mine.json")
    assert run("format", "link.json").err == "link.json: rewritten: 1 event moved\n"
    assert Path("link.json").is_symlink()
    assert Path("mine.json").stat().st_mode & 0o777 == 0o640
    assert run("format", "mine.json", "--check").code == 0


MISTAKES = [
    (["nowhere.json"], "nowhere.json: there is no such file", "a file that is not there"),
    (["."], ".: cannot be read: Is a directory", "a directory"),
    (["mine.json", "--check", "-o", "-"], "--check cannot stand beside --output", "to write and not to write"),
]


@pytest.mark.parametrize(("arguments", "said", "remark"), MISTAKES)
def test_a_mistake_is_explained(arguments: list[str], said: str, remark: str) -> None:
    write("mine.json", EARLY)
    done = run("format", *arguments)
    assert (done.code, done.out) == (2, ""), remark
    assert said in done.err, remark
