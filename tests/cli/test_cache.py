"""What the cache command tells and removes; what is kept, and how, is tested on its own floor."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Ask
from tests.cli.running import Answer, run

EVENT = {"id": "one", "title": "One", "date": "1944", "summary": "s"}


@pytest.fixture(autouse=True)
def cache_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, isolated: None) -> Path:  # noqa: ARG001 - comes first
    """A cache of the test's own, on which others do not build."""
    home = tmp_path / "cache of its own"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    return home / "liberation"


@pytest.fixture
def two(ask: Ask) -> list[Path]:
    """Two chronologies that were asked, of which the second has changed since."""
    paths = [ask([EVENT], name) for name in ("mine.json", "yours.json")]
    for path in paths:
        assert run("list", "-c", str(path)).code == 0
    paths[1].write_text(paths[1].read_text() + " ")
    return paths


def test_an_empty_cache_is_told_in_every_form(cache_directory: Path) -> None:
    assert run("cache", columns=1000) == Answer(0, f"  Nothing in {cache_directory}\n", "")
    assert run("cache", "--json") == Answer(0, "[]\n", "")
    assert run("cache", "--plain") == Answer(0, "", "")
    assert run("cache", "--clear") == Answer(0, "  0 indexes removed, 0 bytes freed\n", "")


def test_each_index_is_told_with_its_file_its_size_and_whether_it_fits(two: list[Path], cache_directory: Path) -> None:
    records = run("cache", "--json").json
    assert [set(record) for record in records] == [{"chronology", "state", "bytes", "built", "index"}] * 2
    assert [(r["chronology"], r["state"]) for r in records] == [(str(two[0]), "fits"), (str(two[1]), "changed")]
    for record in records:
        file = Path(record["index"])
        assert file.parent == cache_directory
        assert record["bytes"] == file.stat().st_size
        assert datetime.fromisoformat(record["built"]).timestamp() == int(file.stat().st_mtime)
    plain = run("cache", "--plain")
    assert plain.rows == [[str(value) for value in record.values()] for record in records]
    told = run("cache", columns=1000).lines
    assert [told[0], told[3]] == [f"  {path}" for path in two]
    assert told[1].endswith("· fits its file")
    assert told[4].endswith("· its file has changed since, or the program has")
    assert told[6].startswith("  2 indexes, ")
    assert told[6].endswith(f" kB in {cache_directory}")


def test_all_are_removed_and_the_answers_stay_the_same(two: list[Path], cache_directory: Path) -> None:
    before = run("list", "-c", str(two[0]))
    size = sum(file.stat().st_size for file in cache_directory.iterdir())
    done = run("cache", "--clear")
    assert (done.code, done.out) == (0, f"  2 indexes removed, {size / 1000:.0f} kB freed\n")
    assert list(cache_directory.iterdir()) == []
    assert run("list", "-c", str(two[0])) == before


def test_one_file_s_index_is_told_and_removed_alone(two: list[Path]) -> None:
    assert [record["chronology"] for record in run("cache", str(two[1]), "--json").json] == [str(two[1])]
    removed = run("cache", str(two[1]), "--clear", "--json").json
    assert [record["chronology"] for record in removed] == [str(two[1])]
    assert [record["chronology"] for record in run("cache", "--json").json] == [str(two[0])]


def test_the_index_of_a_file_that_is_gone_can_be_removed_by_its_name(two: list[Path]) -> None:
    two[0].unlink()
    assert run("cache", str(two[0]), "--json").json[0]["state"] == "gone"
    assert run("cache", str(two[0]), "--clear").code == 0
    assert len(run("cache", "--json").json) == 1


@pytest.mark.usefixtures("two")
def test_a_file_without_an_index_is_no_match_and_nothing_is_removed() -> None:
    for form in ([], ["--json"], ["--plain"], ["--clear"]):
        done = run("cache", "never-asked.json", *form)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("no index over never-asked.json is kept\n")
    assert len(run("cache", "--json").json) == 2


def test_what_is_no_index_is_told_and_removed(two: list[Path], cache_directory: Path) -> None:
    (cache_directory / "rubbish.sqlite").write_bytes(b"x" * 640)
    assert "rubbish.sqlite\n    640 bytes · built" in run("cache").out
    assert run("cache", "--json").json[1]["state"] == "unusable"
    assert run("cache", "--clear").out.startswith(f"  {len(two) + 1} indexes removed")


def test_a_name_with_controls_reaches_no_terminal(ask: Ask) -> None:
    path = ask([EVENT], "evil\x1b[31m.json")
    assert run("list").code == 0
    for form in ([], ["--plain"], ["--json"]):
        assert "\x1b" not in run("cache", *form, terminal=True, env={"NO_COLOR": "1", "TERM": "dumb"}).out
    assert run("cache", str(path), "--clear").code == 0


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.usefixtures("two")
def test_no_line_is_wider_than_the_window(width: int) -> None:
    assert max(map(len, run("cache", columns=width).lines)) <= width


def test_without_a_cache_directory_nothing_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    done = run("cache", env={"XDG_CACHE_HOME": str(file)})
    assert done == Answer(0, "  Nothing is kept: there is no cache directory that you alone can write to.\n", "")
