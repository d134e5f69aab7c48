from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import Thread

import pytest

from liberation_cli.chronology import index, tables
from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.event import Header
from liberation_cli.chronology.selection import Selection
from liberation_cli.errors import ChronologyError, InvalidChronology
from tests.chronology.making import event
from tests.conftest import WriteChronology


def titles(path: Path) -> list[str]:
    with Chronology(path) as chronology:
        return [entry.title for entry in chronology.select(Selection())]


def indexes(directory: Path) -> list[Path]:
    return sorted(directory.glob("*.sqlite")) if directory.is_dir() else []


def identity(path: Path) -> tuple[int, int]:
    """What changes when a file is put in another's place."""
    return path.stat().st_mtime_ns, path.stat().st_ino


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each time that an index is filled."""
    filled: list[str] = []
    create = tables.create

    def counting(db: sqlite3.Connection) -> None:
        filled.append("once more")
        create(db)

    monkeypatch.setattr(tables, "create", counting)
    return filled


def test_an_index_is_built_once_and_used_again(small_chronology: Path, cache_directory: Path, builds: list[str]) -> None:
    first = titles(small_chronology)
    (built,) = indexes(cache_directory)
    before = identity(built)
    assert titles(small_chronology) == first
    assert indexes(cache_directory) == [built]
    assert identity(built) == before
    assert len(builds) == 1
    assert len(first) == 9


def test_it_is_read_no_matter_from_where_the_file_is_named(
    small_chronology: Path, cache_directory: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = titles(small_chronology)
    monkeypatch.chdir(small_chronology.parent)
    assert titles(Path(small_chronology.name)) == first
    assert len(indexes(cache_directory)) == len(builds) == 1


def test_two_files_of_one_name_have_two_indexes(
    tmp_path: Path, write_chronology: WriteChronology, cache_directory: Path
) -> None:
    for place in ("here", "there"):
        (tmp_path / place).mkdir()
        write_chronology([event(place)], f"{place}/mine.json")
    assert [titles(tmp_path / place / "mine.json") for place in ("here", "there")] == [["Here"], ["There"]]
    assert len(indexes(cache_directory)) == 2


STRANGE_NAMES = [
    "a b.json",
    "what?.json",
    "50%.json",
    "#1.json",
    "città.json",
    "a'b\"c.json",
    "-.json",
    "no-suffix",
    "line\nend.json",
]


@pytest.mark.parametrize("name", STRANGE_NAMES)
def test_a_file_of_any_name_is_indexed(write_chronology: WriteChronology, builds: list[str], name: str) -> None:
    path = write_chronology([event("siege")], name)
    assert titles(path) == titles(path) == ["Siege"]
    assert len(builds) == 1


def test_a_file_whose_name_is_no_text_is_indexed(tmp_path: Path, builds: list[str]) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caff\xe8.json"))
    path.write_text(json.dumps({"events": [event("siege")]}), encoding="utf-8")
    assert titles(path) == titles(path) == ["Siege"]
    assert len(builds) == 1


def test_a_cache_with_a_strange_name_is_used(
    small_chronology: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, builds: list[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "50% of? a #cache"))
    assert titles(small_chronology) == titles(small_chronology)
    assert len(builds) == 1


def test_a_relative_cache_is_not_a_reason_to_fail(
    small_chronology: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert titles(small_chronology) == titles(small_chronology)


# When it is thrown away


def test_a_changed_file_is_indexed_anew_even_if_it_is_as_long_as_before(
    write_chronology: WriteChronology, cache_directory: Path
) -> None:
    path = write_chronology([event("siege")])
    assert titles(path) == ["Siege"]
    status = path.stat()
    assert write_chronology([event("feast")]) == path
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert path.stat().st_size == status.st_size
    assert titles(path) == ["Feast"]
    assert len(indexes(cache_directory)) == 1


def test_a_file_put_in_its_place_is_indexed_anew_even_if_it_is_as_long_and_as_old(
    write_chronology: WriteChronology, cache_directory: Path
) -> None:
    path = write_chronology([event("siege")])
    assert titles(path) == ["Siege"]
    status = path.stat()
    other = write_chronology([event("feast")], "other.json")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(path)
    assert titles(path) == ["Feast"]
    assert len(indexes(cache_directory)) == 1


@pytest.mark.parametrize(("name", "value"), [("__version__", "999.0"), ("_LAYOUT", 999)])
def test_another_version_of_the_program_builds_its_own(
    small_chronology: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    first = titles(small_chronology)
    monkeypatch.setattr(index, name, value)
    assert titles(small_chronology) == first
    assert len(builds) == 2


def _cut(path: Path, kept: float) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept)])


DAMAGE: list[tuple[str, Callable[[Path], object]]] = [
    ("empty", lambda path: path.write_bytes(b"")),
    ("garbage", lambda path: path.write_bytes(b"garbage" * 1000)),
    ("short garbage", lambda path: path.write_bytes(b"g")),
    ("zeros", lambda path: path.write_bytes(bytes(path.stat().st_size))),
    ("cut in half", lambda path: _cut(path, 0.5)),
    ("cut at the end", lambda path: _cut(path, 0.99)),
    ("its head alone", lambda path: path.write_bytes(path.read_bytes()[:100])),
    ("one page alone", lambda path: path.write_bytes(path.read_bytes()[:4096])),
    ("another database", lambda path: path.write_bytes(_other_database(path))),
    ("gone", lambda path: path.unlink()),
]


def _other_database(beside: Path) -> bytes:
    other = beside.with_suffix(".other")
    db = sqlite3.connect(other)
    db.execute("CREATE TABLE meta (key, value, more)")
    db.commit()
    db.close()
    data = other.read_bytes()
    other.unlink()
    return data


@pytest.mark.parametrize(("remark", "damage"), DAMAGE)
def test_a_damaged_index_is_built_anew(
    small_chronology: Path, cache_directory: Path, builds: list[str], remark: str, damage: Callable[[Path], object]
) -> None:
    first = titles(small_chronology)
    (built,) = indexes(cache_directory)
    damage(built)
    assert titles(small_chronology) == first, remark
    assert len(builds) == 2, remark
    assert titles(small_chronology) == first, remark
    assert len(builds) == 2, remark
    assert indexes(cache_directory) == [built], remark


def test_a_directory_where_the_index_belongs_is_not_a_reason_to_fail(small_chronology: Path, cache_directory: Path) -> None:
    first = titles(small_chronology)
    (built,) = indexes(cache_directory)
    built.unlink()
    built.mkdir()
    assert titles(small_chronology) == first
    assert list(cache_directory.glob("building-*")) == []


# Building

OPENER = """
import sys
from pathlib import Path
from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.event import Header
from liberation_cli.chronology.selection import Selection
sys.stdin.readline()
with Chronology(Path(sys.argv[1])) as chronology:
    print(len(chronology), chronology.find("e7").title)
"""


def test_two_processes_may_build_at_once(write_chronology: WriteChronology, cache_directory: Path) -> None:
    path = write_chronology([event(f"e{number}", f"{1000 + number}") for number in range(3000)])
    processes = [
        subprocess.Popen([sys.executable, "-c", OPENER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.communicate(timeout=60)[0] for process in processes]
    assert answers == ["3000 E7\n"] * 4
    assert len(indexes(cache_directory)) == 1
    assert list(cache_directory.glob("building-*")) == []


def test_a_file_put_in_the_place_of_one_that_is_read_does_not_disturb_it(write_chronology: WriteChronology) -> None:
    path = write_chronology([event(f"e{number}", f"{1000 + number}") for number in range(500)])
    with Chronology(path) as reading:
        assert reading.find("e6").title == "E6"
        write_chronology([event("siege")], "other.json").replace(path)
        assert titles(path) == ["Siege"]
        assert len(reading) == 500
        assert reading.find("e7").title == "E7"


@pytest.mark.parametrize("begun", [True, False], ids=["which had been read", "which had not been read yet"])
def test_of_a_file_that_was_changed_no_event_is_shown(write_chronology: WriteChronology, *, begun: bool) -> None:
    path = write_chronology([event(f"e{number}", f"{1000 + number}") for number in range(500)])
    with Chronology(path) as reading:
        if begun:
            assert reading.find("e6").title == "E6"
        write_chronology([event("siege")])
        assert [entry.id for entry in reading.select(Selection(limit=2))] == ["e0", "e1"], "lists are the index's alone"
        with pytest.raises(ChronologyError, match="was changed while it was read") as caught:
            reading.find("e7")
    assert caught.value.hint == "start again"


@pytest.mark.skipif(os.name != "posix", reason="pipes with names are POSIX's")
def test_what_comes_through_a_pipe_is_read_once_and_asked_often(tmp_path: Path, cache_directory: Path) -> None:
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    lines = "\n".join(["{}", *(json.dumps(event(name)) for name in ("siege", "relief"))])
    writer = Thread(target=pipe.write_text, args=(lines,))
    writer.start()
    with Chronology(pipe) as chronology:
        assert {found.title for found in chronology.events()} == {"Siege", "Relief"}
        assert chronology.find("siege").title == "Siege"
    writer.join()
    assert indexes(cache_directory) == []


def test_a_broken_chronology_leaves_nothing_behind(write_chronology: WriteChronology, cache_directory: Path) -> None:
    with pytest.raises(InvalidChronology), Chronology(write_chronology([event(titel="x")])):
        pass
    assert list(cache_directory.iterdir()) == []


def test_a_failed_build_does_not_replace_a_good_index(write_chronology: WriteChronology, cache_directory: Path) -> None:
    path = write_chronology([event("siege")])
    assert titles(path) == ["Siege"]
    (good,) = indexes(cache_directory)
    before = identity(good)
    write_chronology([event("siege", titel="x")])
    with pytest.raises(InvalidChronology), Chronology(path):
        pass
    assert [*cache_directory.iterdir()] == [good]
    assert identity(good) == before


def test_an_interrupted_build_leaves_nothing_behind(
    small_chronology: Path, cache_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tables, "finish", interrupt)
    with pytest.raises(KeyboardInterrupt), Chronology(small_chronology):
        pass
    assert list(cache_directory.iterdir()) == []


def test_a_file_that_changes_while_it_is_read_is_told(
    write_chronology: WriteChronology, cache_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_chronology([event("siege")])
    finish = tables.finish

    def finish_late(db: sqlite3.Connection, header: Header, cited: Mapping[str, int]) -> Iterator[float]:
        write_chronology([event("siege"), event("relief")])
        return finish(db, header, cited)

    monkeypatch.setattr(tables, "finish", finish_late)
    with pytest.raises(ChronologyError, match="was changed while it was read") as caught, Chronology(path):
        pass
    assert caught.value.hint == "start again"
    assert indexes(cache_directory) == []


# Where it lies


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_nobody_else_can_read_it(small_chronology: Path, cache_directory: Path) -> None:
    assert titles(small_chronology)
    (built,) = indexes(cache_directory)
    assert cache_directory.stat().st_mode & 0o777 == 0o700
    assert built.stat().st_mode & 0o777 == 0o600


def test_without_a_cache_it_is_built_in_memory(
    small_chronology: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, builds: list[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(small_chronology))
    before = sorted(tmp_path.rglob("*"))
    assert len(titles(small_chronology)) == 9
    assert len(builds) == 1
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o770, 0o722])
def test_a_cache_that_others_may_write_to_is_not_used(
    small_chronology: Path, cache_directory: Path, builds: list[str], mode: int
) -> None:
    cache_directory.mkdir()
    cache_directory.chmod(mode)
    assert len(titles(small_chronology)) == 9
    assert list(cache_directory.iterdir()) == []
    assert len(builds) == 1


@pytest.mark.skipif(os.name != "posix", reason="owners are POSIX's")
def test_a_cache_of_someone_else_is_not_used(
    small_chronology: Path, cache_directory: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache_directory.mkdir(mode=0o700)
    monkeypatch.setattr(os, "geteuid", lambda: cache_directory.stat().st_uid + 1)
    assert len(titles(small_chronology)) == 9
    assert list(cache_directory.iterdir()) == []
    assert len(builds) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_cache_that_may_not_be_written_to_is_not_a_reason_to_fail(small_chronology: Path, cache_directory: Path) -> None:
    cache_directory.mkdir()
    cache_directory.chmod(0o500)
    assert len(titles(small_chronology)) == 9


def test_a_full_disk_is_not_a_reason_to_fail(
    small_chronology: Path, cache_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkstemp", full)
    assert len(titles(small_chronology)) == 9
    assert indexes(cache_directory) == []
