"""What may go wrong while an index is built: nothing of it makes a wrong answer, a broken cache, or lasting litter."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from liberation_cli.chronology import building, cache, reading, tables
from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.selection import Selection
from liberation_cli.errors import ChronologyError, InvalidChronology
from tests.chronology.making import Record, dating, event
from tests.conftest import WriteChronology

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals, limits and locks are POSIX's")

COUNT = 500
EVENTS = [event(f"e{number:04}", f"{1000 + number}") for number in range(COUNT)]
SHUFFLED = sorted(EVENTS, key=lambda record: int(record["date"]) * 7919 % COUNT)
IDS = [record["id"] for record in EVENTS]

ASK = """
import resource, sys
from pathlib import Path
from liberation_cli.chronology import building, reading
from liberation_cli.chronology.chronology import Chronology
from liberation_cli.chronology.selection import Selection
from liberation_cli.errors import LiberationError
building._LONG, building.BATCH, reading.BATCH = int(sys.argv[2]), 10, 10
limit = int(sys.argv[3])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
def told(share):
    if "slowly" in sys.argv:
        print("so far", flush=True)
        sys.stdin.readline()
try:
    with Chronology(Path(sys.argv[1]), told) as chronology:
        print(*(entry.id for entry in chronology.select(Selection())))
except LiberationError as error:
    sys.exit(f"{error.message}; {error.hint}")
"""
IN_THIS_PROCESS, BESIDE = str(1 << 40), "0"
LINES = "chronology.jsonl"
HOW = pytest.mark.parametrize("large", [IN_THIS_PROCESS, BESIDE], ids=["alone", "with a helper"])


@pytest.fixture(params=[IN_THIS_PROCESS, BESIDE], ids=["alone", "with a helper"])
def helped(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether files are prepared by a process beside this one."""
    monkeypatch.setattr(building, "_LONG", int(request.param))
    monkeypatch.setattr(building, "BATCH", 10)
    monkeypatch.setattr(reading, "BATCH", 10)
    return bool(request.param == BESIDE)


def ids_in(path: Path) -> list[str]:
    with Chronology(path) as chronology:
        return [entry.id for entry in chronology.select(Selection())]


def ask(path: Path, large: str, limit: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", ASK, str(path), large, str(limit)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@contextmanager
def half_way(path: Path, large: str) -> Iterator[subprocess.Popen[str]]:
    """A process that has begun to build, and goes on when it is written to."""
    command = [sys.executable, "-c", ASK, str(path), large, "0", "slowly"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "so far\n"
        yield child
        child.kill()


def leftovers(directory: Path) -> list[Path]:
    return list(directory.glob("building-*"))


def grown_old(path: Path) -> Path:
    long_ago = time.time() - 3600
    os.utime(path, (long_ago, long_ago))
    return path


# The order of the events, and the process beside


@pytest.mark.parametrize("name", ["shuffled.json", "shuffled.jsonl"])
@pytest.mark.usefixtures("helped")
def test_events_in_any_order_are_put_in_the_order_of_time(write_chronology: WriteChronology, name: str) -> None:
    with Chronology(write_chronology(SHUFFLED, name)) as chronology:
        assert [entry.id for entry in chronology.select(Selection())] == IDS
        assert [found.id for found in chronology.events()] == IDS
        assert chronology.find("e0007").date == "1007"
        assert [entry.id for entry in chronology.on_day_of_year(6, 4)] == []
        assert chronology.search("e0007", Selection())[0][0].id == "e0007"


@pytest.mark.usefixtures("helped")
def test_of_events_of_one_date_the_file_s_order_is_kept(write_chronology: WriteChronology) -> None:
    records = [event("late", "1999"), *(event(name, "1944-06-04") for name in ("c", "a", "b"))]
    assert ids_in(write_chronology(records, "same.jsonl")) == ["c", "a", "b", "late"]


@pytest.mark.parametrize("name", ["broken.json", "broken.jsonl"])
def test_the_same_is_wrong_whoever_reads_the_file(
    write_chronology: WriteChronology, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    records = [
        event("late", "1999"),
        event("bad-date", "1944-6-5"),
        event("odd", "1944", titel="x"),
        event("early", "1900", part_of="nowhere", sources=[{"source": "none"}], track="no-such"),
        event("one", "1901", part_of="two"),
        event("two", "1902", part_of="one", aliases=["early"]),
    ]
    path = write_chronology(records, name, tracks=[{"id": "land", "title": "Land"}])
    told = []
    for large in (1 << 40, 0):
        monkeypatch.setattr(building, "_LONG", large)
        with pytest.raises(InvalidChronology) as caught, Chronology(path):
            pass
        told.append(caught.value.problems)
    assert told[0] == told[1]
    assert len(told[0]) == 7


@pytest.mark.parametrize("wrong", [{"date": "1944-6-5"}, {"datings": [dating("1944-6-5")]}, {"title": ""}], ids=str)
@pytest.mark.usefixtures("helped")
def test_one_thing_wrong_in_one_event_is_found(write_chronology: WriteChronology, wrong: Record) -> None:
    path = write_chronology([*EVENTS[:-1], {**EVENTS[-1], **wrong}], LINES, sources=[{"id": "book", "title": "A book"}])
    with pytest.raises(InvalidChronology) as caught, Chronology(path):
        pass
    (problem,) = caught.value.problems
    assert problem.location.event == IDS[-1]
    assert problem.position is not None
    assert problem.position.line == COUNT + 1


@pytest.mark.usefixtures("helped")
def test_reading_stops_when_very_much_is_wrong(write_chronology: WriteChronology) -> None:
    path = write_chronology([event(f"e{number}", "1944-6-5", part_of="nowhere") for number in range(1_500)], LINES)
    with pytest.raises(InvalidChronology) as caught, Chronology(path):
        pass
    assert len(caught.value.problems) == 1_001


@pytest.mark.parametrize("helper", ["", "/no/such/python", "/bin/false", "/bin/true", "/bin/echo"])
def test_without_a_helper_the_file_is_read_all_the_same(
    write_chronology: WriteChronology, monkeypatch: pytest.MonkeyPatch, helper: str
) -> None:
    monkeypatch.setattr(building, "_LONG", 0)
    monkeypatch.setattr(sys, "executable", helper)
    assert ids_in(write_chronology(EVENTS, LINES)) == IDS


def test_a_helper_that_dies_on_the_way_is_not_missed(
    write_chronology: WriteChronology, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = write_chronology(EVENTS, LINES)
    helper = tmp_path / "helper"
    helper.write_text(f'#!/bin/sh\n"{sys.executable}" "$@" </dev/null | head -c 20\n')
    helper.chmod(0o700)
    monkeypatch.setattr(building, "_LONG", 0)
    monkeypatch.setattr(sys, "executable", str(helper))
    assert ids_in(path) == IDS


def test_nothing_is_imported_from_where_the_person_happens_to_be(
    write_chronology: WriteChronology, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = write_chronology(EVENTS, LINES)
    (tmp_path / "msgspec.py").write_text(f"open({str(tmp_path / 'imported')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(building, "_LONG", 0)
    assert ids_in(path) == IDS
    assert not (tmp_path / "imported").exists()


# Killed, interrupted, at once


@HOW
def test_a_killed_build_is_swept_by_a_later_one(write_chronology: WriteChronology, cache_directory: Path, large: str) -> None:
    path = write_chronology(EVENTS, LINES)
    with half_way(path, large) as child:
        helpers = helpers_of(child)
        child.send_signal(signal.SIGKILL)
        child.wait(timeout=60)
        wait_for_the_end_of(helpers)
    (leftover,) = leftovers(cache_directory)
    assert ask(path, large).stdout.split() == IDS
    assert leftovers(cache_directory) == [leftover], "it may yet be somebody's"
    grown_old(leftover)
    os.utime(path)
    assert ask(path, large).stdout.split() == IDS
    assert leftovers(cache_directory) == []


@HOW
def test_a_build_that_is_under_way_is_not_swept_however_old(
    write_chronology: WriteChronology, cache_directory: Path, large: str
) -> None:
    path = write_chronology(EVENTS, LINES)
    with half_way(path, large) as child:
        (live,) = (path for path in leftovers(cache_directory) if "-words" not in path.name)
        grown_old(live)
        assert ask(path, large).stdout.split() == IDS
        assert live in leftovers(cache_directory)
        out, err = child.communicate("\n" * 1000, timeout=60)
        assert out.split()[-COUNT:] == IDS
        assert err == ""
    assert leftovers(cache_directory) == []
    assert len(list(cache_directory.iterdir())) == 1


def test_rubbish_that_is_named_like_a_build_is_swept(write_chronology: WriteChronology, cache_directory: Path) -> None:
    cache_directory.mkdir(mode=0o700)
    for name, data in (("empty", b""), ("garbage", b"garbage" * 1000), ("short", b"g")):
        grown_old(_written(cache_directory / f"building-{name}.sqlite", data))
    assert ids_in(write_chronology(EVENTS, LINES)) == IDS
    assert leftovers(cache_directory) == []


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@HOW
def test_an_interrupt_leaves_nothing_behind(write_chronology: WriteChronology, cache_directory: Path, large: str) -> None:
    path = write_chronology(EVENTS, LINES)
    with half_way(path, large) as child:
        child.send_signal(signal.SIGINT)
        child.wait(timeout=60)
    assert leftovers(cache_directory) == []
    assert ask(path, large).stdout.split() == IDS


def test_a_helper_ends_with_the_build_that_it_helps_and_takes_its_words_away(
    write_chronology: WriteChronology, cache_directory: Path
) -> None:
    path = write_chronology([event(f"e{number:05}", "1944", summary="So it was. " * 50) for number in range(5_000)], LINES)
    with half_way(path, BESIDE) as child:
        helpers = helpers_of(child)
        assert len(helpers) == 1
        child.send_signal(signal.SIGKILL)
        child.wait(timeout=60)
        wait_for_the_end_of(helpers)
    (index,) = leftovers(cache_directory)
    assert "-words" not in index.name


def helpers_of(child: subprocess.Popen[str]) -> list[str]:
    return Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()


def wait_for_the_end_of(pids: list[str]) -> None:
    end = time.monotonic() + 30
    while any(_state_of(pid) != "Z" for pid in pids):
        assert time.monotonic() < end
        time.sleep(0.01)


def _state_of(pid: str) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "Z"


# No room, no cache, no home


@HOW
@pytest.mark.parametrize("limit", [1, 5_000, 50_000, 120_000])
def test_a_disk_that_is_full_is_not_a_reason_to_fail(
    write_chronology: WriteChronology, cache_directory: Path, large: str, limit: int
) -> None:
    done = ask(write_chronology(SHUFFLED, LINES), large, limit)
    assert (done.stdout.split(), done.stderr, done.returncode) == (IDS, "", 0)
    assert list(cache_directory.iterdir()) == []


@HOW
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_cache_to_read_only_is_read_and_not_written(
    write_chronology: WriteChronology, cache_directory: Path, large: str
) -> None:
    path, other = write_chronology(EVENTS, LINES), write_chronology(EVENTS[:3], "other.json")
    assert ask(path, large).stdout.split() == IDS
    cache_directory.chmod(0o500)
    assert ask(path, large).stdout.split() == IDS
    assert ask(other, large).stdout.split() == IDS[:3]
    assert len(list(cache_directory.iterdir())) == 1


@HOW
@pytest.mark.parametrize("home", ["/nonexistent", "/dev/null", ""])
def test_without_a_home_the_answer_is_the_same(
    write_chronology: WriteChronology, monkeypatch: pytest.MonkeyPatch, large: str, home: str
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", home)
    monkeypatch.chdir(write_chronology(EVENTS, LINES).parent)
    done = ask(Path(LINES), large)
    assert (done.stdout.split(), done.stderr) == (IDS, "")


# A file that does not stay as it is

CHANGES: list[tuple[str, Callable[[Path], object]]] = [
    ("cut short", lambda path: os.truncate(path, 20_000)),
    ("emptied", lambda path: os.truncate(path, 0)),
    ("appended to", lambda path: path.write_bytes(path.read_bytes() + b"\n")),
    ("replaced", lambda path: _replaced(path, [json.dumps(record) for record in EVENTS[:3]])),
    ("removed", lambda path: path.unlink()),
]


def _replaced(path: Path, lines: list[str]) -> None:
    other = path.with_name("other")
    other.write_text("\n".join(["{}", *lines]) + "\n")
    other.replace(path)


@HOW
@pytest.mark.parametrize(("remark", "change"), CHANGES, ids=[remark for remark, _ in CHANGES])
def test_a_file_that_changes_while_it_is_read_is_never_answered_from(
    write_chronology: WriteChronology, cache_directory: Path, large: str, remark: str, change: Callable[[Path], object]
) -> None:
    path = write_chronology(EVENTS, "changing.jsonl")
    with half_way(path, large) as child:
        change(path)
        out, err = child.communicate("\n" * 1000, timeout=60)
    told = "there is no such file" if remark == "removed" else "was changed while it was read"
    assert set(out.split()) <= {"so", "far"}
    assert err.startswith(f"{path}: {told}; ")
    assert child.returncode == 1
    assert list(cache_directory.iterdir()) == []


# What is kept


def test_what_is_kept_is_told_with_its_file_and_its_state(write_chronology: WriteChronology, cache_directory: Path) -> None:
    paths = {name: write_chronology(EVENTS, f"{name}.json") for name in ("fits", "changed", "gone")}
    for path in paths.values():
        assert ids_in(path) == IDS
    os.utime(paths["changed"], (1, 1))
    paths["gone"].unlink()
    (cache_directory / "rubbish.sqlite").write_bytes(b"rubbish")
    (cache_directory / "building-x.sqlite").write_bytes(b"")
    (cache_directory / "directory.sqlite").mkdir()
    kept = {(one.state, one.chronology) for one in cache.kept_in(cache_directory)}
    assert kept == {*paths.items(), ("unusable", None), ("unfinished", None)}
    for one in cache.kept_in(cache_directory):
        assert one.size == one.file.stat().st_size
        assert cache.remove(one)
    assert [left.name for left in cache_directory.iterdir()] == ["directory.sqlite"]


@HOW
def test_an_index_that_is_being_built_is_not_removed(
    write_chronology: WriteChronology, cache_directory: Path, large: str
) -> None:
    with half_way(write_chronology(EVENTS, LINES), large):
        (live,) = (kept for kept in cache.kept_in(cache_directory) if "-words" not in kept.file.name)
        assert live.state == "unfinished"
        assert not cache.remove(live)
        assert live.file.exists()


# All that is filed


@pytest.mark.usefixtures("helped")
def test_the_index_is_sound_by_sqlite_s_own_check(small_chronology: Path, cache_directory: Path) -> None:
    with Chronology(small_chronology):
        (built,) = cache_directory.glob("*.sqlite")
    with closing(sqlite3.connect(built)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 0)")


@pytest.mark.usefixtures("helped")
def test_progress_never_goes_back_and_ends_with_all(write_chronology: WriteChronology) -> None:
    shares: list[float] = []
    with Chronology(write_chronology(EVENTS, LINES), shares.append):
        pass
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_no_room_even_in_memory_is_told(small_chronology: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(tables, "fill", full)
    with pytest.raises(ChronologyError, match="no room for an index over it: database or disk is full"):
        Chronology(small_chronology)
