"""The doors to other programs: what export and import say, and that no file is lost, half written or overwritten unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from liberation_cli.exchange.formats import FORMATS
from tests.cli.running import process, run, shell


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_to_a_file_and_to_standard_output_alike(name: str, tmp_path: Path) -> None:
    file = tmp_path / "out"
    to_file, to_pipe = run("export", "--to", name, "-o", str(file)), run("export", "--to", name)
    assert (to_file.code, to_file.out, to_pipe.code) == (0, "", 0)
    assert file.read_bytes().decode() == to_pipe.out
    assert to_file.err.splitlines()[0].startswith(f"{file}: ")
    assert to_file.err.splitlines()[1:] == to_pipe.err.splitlines()[1:]


@pytest.mark.parametrize(("name", "format_"), [(suffix, f.name) for f in FORMATS.values() for suffix in f.suffixes])
def test_the_name_of_a_file_tells_its_format(name: str, format_: str, tmp_path: Path) -> None:
    file = tmp_path / f"out{name}"
    assert run("export", "-o", str(file)).code == 0
    assert file.read_bytes().decode() == run("export", "--to", format_).out


def test_filters_select_what_is_exported() -> None:
    exported = json.loads(run("export", "--to", "json", "--track", "front", "--from", "1943-07", "--until", "1944-05").out)
    listed = run("list", "--track", "front", "--from", "1943-07", "--to", "1944-05", "--plain").rows
    assert [event["id"] for event in exported["events"]] == [row[1] for row in listed]
    cited = {c["source"] for event in exported["events"] for c in event.get("sources", [])}
    assert {source["id"] for source in exported["sources"]} >= cited


def test_an_export_to_json_is_a_chronology_again(tmp_path: Path) -> None:
    file = tmp_path / "part.json"
    assert run("export", "-o", str(file), "--limit", "3").code == 0
    assert run("check", str(file)).code == 0


def test_a_file_that_is_there_is_not_overwritten_without_being_told_to(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("mine")
    done = run("export", "-o", str(file))
    assert (done.code, file.read_text()) == (2, "mine")
    assert done.err == f"{file}: is there already\n  --force overwrites it\n"
    assert run("export", "-o", str(file), "--force").code == 0
    assert file.read_text().startswith("id,title,")


REFUSED = [
    (["export", "--to", "docx"], 2, "there is no format “docx”"),
    (["export"], 2, "no format is named"),
    (["export", "-o", "out.docx"], 2, "out.docx: no format has files of this name"),
    (["export", "--to", "csv", "--track", "moon"], 2, "there is no track “moon”"),
    (["export", "--to", "csv", "--during", "1812"], 1, "no event meets all that was asked"),
    (["export", "--to", "csv", "-o", "no/such/directory/out.csv"], 2, "no/such/directory/out.csv: cannot be written"),
    (["import", "gone.csv"], 2, "gone.csv: there is no such file"),
    (["import", "chronicle.json"], 2, "json is not read, only written"),
    (["import", "table.csv", "--column", "x"], 2, "“x” names no field"),
    (["import", "table.csv", "--encoding", "klingon"], 2, "there is no encoding “klingon”"),
    (["import", "table.csv", "-o", "out.txt"], 2, "out.txt: a chronology is kept as .json or .jsonl"),
]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chronicle_path: Path) -> None:
    monkeypatch.setenv("LIBERATION_CHRONOLOGY", str(chronicle_path))
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(("arguments", "code", "said"), REFUSED)
def test_a_mistake_is_told_and_nothing_is_written(arguments: list[str], code: int, said: str, tmp_path: Path) -> None:
    Path("table.csv").write_text("Title,Date\nLanding,1944\n")
    Path("chronicle.json").write_text("{}")
    before = set(tmp_path.iterdir())
    done = run(*arguments)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(said)
    assert set(tmp_path.iterdir()) == before


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "letters.csv"
    path.write_text("Title,Date\nCalled up,March 1940\nLands at Anzio,5/2/1944\nHome,some day\n")
    return path


def test_nothing_is_imported_while_a_row_cannot_be_read(table: Path) -> None:
    done = run("import", str(table), columns=300)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"{table}: 2 problems\n"
        f"{table}: line 3, date: “5/2/1944” may be 5 February 1944 or 2 May 1944"
        " (type the month as a word, or year-month-day: 1944-06-05)\n"
        f"{table}: line 4, date: “some day” is not a date that can be read"
        " (type a date such as 1944-06-04, 4 June 1944, June 1944 or 1944, or a range such as 1943-07..1944-06)\n"
        "  nothing was written; mend them, or leave them out with --skip;"
        " --day-first or --month-first tells how to read 5/6/1944\n"
    )


def test_what_cannot_be_read_can_be_left_out_aloud(table: Path) -> None:
    done = run("import", str(table), "--skip", "--day-first")
    assert done.code == 0
    assert [(event["id"], event["date"]) for event in done.json["events"]] == [
        ("called-up", "1940-03"),
        ("lands-at-anzio", "1944-02-05"),
    ]
    assert done.err.splitlines()[0] == f"{table}: line 4, date, left out: “some day” is not a date that can be read"


def test_what_was_imported_can_be_asked_at_once(table: Path, tmp_path: Path) -> None:
    made = tmp_path / "letters.jsonl"
    assert run("import", str(table), "--skip", "--month-first", "-o", str(made)).code == 0
    assert [row[:2] for row in run("-c", str(made), "list", "--plain").rows] == [
        ["1940-03", "called-up"],
        ["1944-05-02", "lands-at-anzio"],
    ]


ENCODINGS = [
    ("utf-8-sig", [], "Città"),
    ("utf-16", [], "Città"),
    ("cp1252", ["--encoding", "cp1252"], "Città"),
]


@pytest.mark.parametrize(("encoding", "options", "title"), ENCODINGS)
def test_a_text_is_read_in_its_encoding(encoding: str, options: list[str], title: str, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text(f"Title,Date\n{title},1944\n", encoding=encoding)
    assert run("import", str(file), *options).json["events"][0]["title"] == title


def test_a_text_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("Title,Date\nCittà,1944\n", encoding="cp1252")
    done = run("import", str(file))
    assert done.code == 2
    assert done.err == f"{file}: is not UTF-8 at line 2\n  save it as UTF-8, or name its --encoding, such as cp1252\n"


def test_a_byte_order_mark_is_written_when_asked_for() -> None:
    done = process("export", "--to", "csv", "--bom", "--limit", "1")
    assert done.out.startswith("\ufeffid,title,")


def test_export_and_import_stand_in_a_pipe() -> None:
    done = shell("liberation export --to ics | liberation import --from ics - | head -c 1")
    assert (done.out, done.code) == ("{", 0)


def test_a_closed_pipe_is_no_failure_of_export() -> None:
    done = shell("liberation export --to jsonl | true; echo ${PIPESTATUS[0]}")
    assert done.err == ""
    assert done.out == "141\n"
