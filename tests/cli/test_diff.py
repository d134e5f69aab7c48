"""Two chronologies side by side: what is told, in every form, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from liberation_cli.chronology.chronology import BUNDLED
from tests.chronology.making import event
from tests.cli.running import run

OURS = [
    event("rome", "1944-06-04", title="Rome freed", people=["Mark Clark"]),
    event("d-day", "1944-06", title="D-Day"),
    event("armistice", "1943-09-08?", aliases=["surrender"]),
    event("siege", "1944-02", kind="battle"),
    event("visit", "2024-03-24", title="Our visit to the town"),
    event("same", "1945-04-25"),
]
THEIRS = [
    event("rome", "1944-06-04/1944-06-05", title="Liberation of Rome", place={"name": "Rome"}),
    event("d-day", "1944-06-06", title="D-Day"),
    event("surrender", "1943-09-08", title="Armistice"),
    event("siege", "1944-02", kind="siege"),
    event("winter", "1944-12", title="The winter"),
    event("same", "1945-04-25"),
]
TOLD = """\
  A ours.json: Our class · 6 events
  B theirs.json · 6 events

  5 events in both: 1 alike, 1 with dates that disagree, 1 with a date that says more in one, 1 with a date that is
  surer in one, 1 with the same date and other fields

  Dates that disagree
    Rome freed
      A 4 June 1944
      B 4–5 June 1944: starts the same day, ends 1 day later (A lies within it)
      title differs; only A has people; only B has place

  Dates of which one says more
    D-Day
      A June 1944
      B 6 June 1944: more exact

  Dates of which one is surer
    Armistice (armistice and surrender, by alias)
      A 8 September 1943 (uncertain)
      B 8 September 1943: the same, and sure of it
      id differs; only A has aliases

  The same date, and other fields
    Siege: kind differs

  Only in A

  Date             Event
  ──────────────────────────────────────
  24 March 2024    Our visit to the town

  1 event

  Only in B

  Date             Event
  ─────────────────────────────
  December 1944    The winter

  1 event
"""


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "mine"
    path.mkdir()
    monkeypatch.chdir(path)
    write("ours.json", OURS, title="Our class")
    write("theirs.json", THEIRS)
    return path


def write(name: str, events: list[dict[str, Any]], **header: Any) -> None:
    Path(name).write_text(json.dumps({**header, "events": events}), encoding="utf-8")


def test_what_differs_is_told_kind_by_kind() -> None:
    done = run("diff", "ours.json", "theirs.json", columns=120)
    assert (done.code, done.err) == (1, "")
    assert done.out == TOLD


def test_plain_is_a_line_for_each_difference() -> None:
    done = run("diff", "ours.json", "theirs.json", "--plain")
    assert (done.code, done.err) == (1, "")
    assert done.rows == [
        ["both", "rome", "rome", "1944-06-04", "1944-06-04/1944-06-05", "Rome freed",
         "disagreement: starts the same day, ends 1 day later", "title,place,people"],
        ["both", "d-day", "d-day", "1944-06", "1944-06-06", "D-Day", "precision: more exact", ""],
        ["both", "armistice", "surrender", "1943-09-08?", "1943-09-08", "Armistice",
         "qualification: the same, and sure of it", "id,aliases"],
        ["both", "siege", "siege", "1944-02", "1944-02", "Siege", "", "kind"],
        ["a", "visit", "", "2024-03-24", "", "Our visit to the town", "", ""],
        ["b", "", "winter", "", "1944-12", "The winter", "", ""],
    ]  # fmt: skip


def test_json_is_a_list_of_differences_with_the_events_whole() -> None:
    done = run("diff", "ours.json", "theirs.json", "--json")
    assert (done.code, done.err) == (1, "")
    rome, *_, visit, winter = done.json
    assert all(set(told) == {"in", "a", "b", "matched_by", "dates", "fields"} for told in done.json)
    assert (rome["in"], rome["matched_by"], rome["fields"]) == ("both", "id", ["title", "place", "people"])
    assert rome["dates"] == {
        "difference": "disagreement",
        "within": "a",
        "gap_days": {"min": 0, "max": 0},
        "starts_differ_days": {"min": 0, "max": 0},
        "ends_differ_days": {"min": 1, "max": 1},
        "phrase": "starts the same day, ends 1 day later",
    }
    assert rome["b"] == THEIRS[0] | {
        "earliest": "1944-06-04",
        "latest": "1944-06-05",
        "approximate": False,
        "uncertain": False,
    }
    assert (visit["in"], visit["a"]["id"], visit["b"], visit["matched_by"], visit["dates"]) == ("a", "visit", None, None, None)
    assert (winter["in"], winter["a"], winter["b"]["id"]) == ("b", None, "winter")


@pytest.mark.parametrize("form", [[], ["--json"], ["--plain"]])
def test_two_that_are_the_same_do_not_differ(form: list[str]) -> None:
    write("theirs.jsonl", [])
    Path("theirs.jsonl").write_text("\n".join(json.dumps(each) for each in ({"title": "Other"}, *reversed(OURS))))
    done = run("diff", "ours.json", "theirs.jsonl", *form)
    assert (done.code, done.err) == (0, "")
    said = "  A ours.json: Our class · 6 events\n  B theirs.jsonl: Other · 6 events\n\n  6 events in both: 6 alike\n"
    assert done.out == {"--json": "[]\n", "--plain": ""}.get(form[0] if form else "", said)


def test_one_file_is_set_beside_the_bundled_chronology_and_so_is_its_name() -> None:
    Path("copy.json").write_bytes(BUNDLED.read_bytes())
    for arguments in (["copy.json"], ["copy.json", "bundled"], ["bundled"], ["-c", "copy.json", "bundled"]):
        done = run("diff", *arguments)
        assert (done.code, done.err) == (0, ""), arguments
        assert "alike" in done.out
    assert "  B bundled: " in run("diff", "ours.json", columns=200).out


def test_a_file_that_is_called_bundled_is_that_file() -> None:
    write("bundled", OURS)
    assert run("diff", "ours.json", "bundled").code == 0


@pytest.mark.parametrize("columns", [24, 40, 60, 80, 120])
def test_no_line_is_wider_than_the_window(columns: int) -> None:
    for line in run("diff", "ours.json", "theirs.json", columns=columns).lines:
        assert cell_len(line) <= columns


def test_ascii_is_enough() -> None:
    done = run("diff", "ours.json", "theirs.json", encoding="ascii")
    assert done.out.isascii()
    assert "4-5 June 1944" in done.out
    assert "?" not in done.out


MISTAKES = [
    (["nowhere.json"], "nowhere.json: there is no such file", "a file that is not there"),
    (["ours.json", "nowhere.json"], "nowhere.json: there is no such file", "nor the other"),
    (["ours.json", "broken.json"], "broken.json:1:34: event “a”, title: is a whole number", "a broken one"),
    ([], "Missing argument", "nothing to compare"),
]


@pytest.mark.parametrize(("arguments", "said", "remark"), MISTAKES, ids=[row[-1] for row in MISTAKES])
def test_what_cannot_be_compared_is_a_mistake(arguments: list[str], said: str, remark: str) -> None:
    Path("broken.json").write_text('{"events": [{"id": "a", "title": 1, "date": "1944", "summary": "s"}]}')
    for form in ([], ["--json"], ["--plain"]):
        done = run("diff", *arguments, *form)
        assert (done.code, done.out) == (2, ""), remark
        assert said in done.err.replace("\n  ", " "), remark


def test_the_name_of_a_file_is_harmless() -> None:
    Path("our\x1b[31m.json").write_bytes(Path("ours.json").read_bytes())
    done = run("diff", "our\x1b[31m.json", "theirs.json")
    assert "\x1b" not in done.out + done.err
    assert "our\\u001b[31m.json" in done.out
