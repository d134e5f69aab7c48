"""A chronology to start from: complete, sound, named for editors, and never written over another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from liberation_cli.chronology.chronology import BUNDLED
from liberation_cli.dates import edtf
from tests.cli.running import run

SCHEMA = BUNDLED.with_name("chronology.schema.json")


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "mine"
    path.mkdir()
    monkeypatch.chdir(path)
    return path


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_it_is_sound_in_order_and_told_of(directory: Path) -> None:
    done = run("new", "family.json")
    assert (done.code, done.out, done.err) == (0, "", "family.json: written, and chronology.schema.json beside it\n")
    assert names(directory) == ["chronology.schema.json", "family.json"]
    assert (run("check", "family.json").code, run("format", "family.json", "--check").code) == (0, 0)


@pytest.mark.parametrize("file", ["family.json", "family.jsonl"])
def test_it_shows_what_a_chronology_can_hold(file: str) -> None:
    assert run("new", file).code == 0
    events = run("list", "-c", file, "--json").json
    whens = [edtf.parse(event["date"]) for event in events]
    assert len(events) == 3
    assert any(when.exact for when in whens), "a day"
    assert any(when.approximate for when in whens), "an approximate date"
    assert any(len(event["date"]) == 7 for event in events), "a month"
    assert len({event["track"] for event in events}) == 2
    assert any("datings" in event for event in events)
    assert any("place" in event for event in events)
    assert run("sources", "-c", file, "--json").json
    assert run("check", file).code == 0


def test_the_schema_is_where_the_file_says_and_accepts_it() -> None:
    assert run("new", "family.json").code == 0
    document = json.loads(Path("family.json").read_text(encoding="utf-8"))
    schema = json.loads((Path("family.json").parent / document["$schema"]).read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(document)) == []
    assert not Draft202012Validator(schema).is_valid({**document, "titel": "x"})
    assert Path("chronology.schema.json").read_bytes() == SCHEMA.read_bytes()


WITHOUT_SCHEMA = [
    (["family.json", "--no-schema"], "not wanted"),
    (["family.jsonl"], "no use to JSON Lines"),
    (["chronology.schema.json"], "a file of that very name"),
]


@pytest.mark.parametrize(("arguments", "remark"), WITHOUT_SCHEMA)
def test_the_schema_is_left_out(directory: Path, arguments: list[str], remark: str) -> None:
    done = run("new", *arguments)
    assert (done.code, done.err) == (0, f"{arguments[0]}: written\n"), remark
    assert names(directory) == [arguments[0]]
    assert "$schema" not in Path(arguments[0]).read_text(encoding="utf-8")


def test_standard_output_gets_it_without_a_schema(directory: Path) -> None:
    done = run("new", "-")
    assert (done.code, done.err) == (0, "")
    assert done.json["events"]
    assert "$schema" not in done.json
    assert names(directory) == []


def test_a_second_one_finds_the_schema_there() -> None:
    assert run("new", "one.json").code == 0
    done = run("new", "two.json")
    assert (done.code, done.err) == (0, "two.json: written\n")
    assert json.loads(Path("two.json").read_text(encoding="utf-8"))["$schema"] == "./chronology.schema.json"


@pytest.mark.parametrize("there", ["family.json", "chronology.schema.json"])
def test_nothing_is_overwritten_or_half_written(directory: Path, there: str) -> None:
    Path(there).write_text("mine")
    done = run("new", "family.json")
    assert (done.code, done.out) == (2, "")
    assert done.err == f"{there}: is there already\n  --force overwrites it\n"
    assert names(directory) == [there]
    assert Path(there).read_text() == "mine"
    assert run("new", "family.json", "--force").code == 0
    assert run("check", "family.json").code == 0
    assert Path("chronology.schema.json").read_bytes() == SCHEMA.read_bytes()


@pytest.mark.parametrize("file", [".", "", "/"])
def test_a_directory_is_no_file(directory: Path, file: str) -> None:
    done = run("new", file)
    assert (done.code, done.err) == (2, f"{file or '.'}: cannot be written: Is a directory\n")
    assert names(directory) == []


def test_a_device_gets_no_schema_beside_it() -> None:
    assert run("new", "/dev/null").err == "/dev/null: written\n"
    assert not Path("/dev/chronology.schema.json").exists()


def test_where_nothing_can_be_written_it_is_told(directory: Path) -> None:
    done = run("new", "nowhere/family.json")
    assert (done.code, done.err) == (2, "nowhere/family.json: cannot be written: No such file or directory\n")
    assert names(directory) == []
