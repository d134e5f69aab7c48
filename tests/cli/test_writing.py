"""Files are written whole or not at all, and never over another without being told to."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from liberation_cli.cli.writing import write_atomically
from liberation_cli.errors import DateError, LiberationError

PIECES = (b"one\n", b"", b"two\n")
OLD = b"as it was\n"


def refused(path: Path, *, force: bool = False) -> str:
    with pytest.raises(LiberationError) as caught:
        write_atomically(path, PIECES, force=force)
    assert caught.value.exit_code == 2
    return f"{caught.value.message.removeprefix(str(path))} ({caught.value.hint})"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """An empty directory: what is left behind shows."""
    path = tmp_path / "mine"
    path.mkdir()
    return path


@pytest.fixture
def old(directory: Path) -> Path:
    path = directory / "old.json"
    path.write_bytes(OLD)
    return path


def test_a_new_file_holds_the_pieces_and_has_the_permissions_that_new_files_have(directory: Path) -> None:
    path = directory / "new.json"
    beside = directory / "ordinary"
    beside.touch()
    write_atomically(path, iter(PIECES), force=False)
    assert path.read_bytes() == b"one\ntwo\n"
    assert path.stat().st_mode == beside.stat().st_mode
    assert sorted(directory.iterdir()) == [path, beside]


def test_a_file_of_nothing_is_a_file(directory: Path) -> None:
    write_atomically(directory / "none", (), force=False)
    assert (directory / "none").read_bytes() == b""


def test_a_file_is_named_as_it_was_given(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(directory)
    write_atomically(Path("here.json"), PIECES, force=False)
    assert (directory / "here.json").read_bytes() == b"one\ntwo\n"
    with pytest.raises(LiberationError, match=r"^here\.json: is there already$"):
        write_atomically(Path("here.json"), PIECES, force=False)


def test_a_name_may_be_as_long_as_the_system_allows(directory: Path) -> None:
    path = directory / ("x" * 255)
    write_atomically(path, PIECES, force=False)
    assert path.read_bytes() == b"one\ntwo\n"


def test_a_file_that_is_there_is_kept_and_no_piece_is_made(old: Path) -> None:
    def pieces() -> Iterator[bytes]:
        pytest.fail("a piece was asked for")
        yield b""

    with pytest.raises(LiberationError) as caught:
        write_atomically(old, pieces(), force=False)
    assert (caught.value.message, caught.value.hint) == (f"{old}: is there already", "--force overwrites it")
    assert old.read_bytes() == OLD


def test_a_file_that_came_while_the_pieces_were_made_is_kept(directory: Path) -> None:
    path = directory / "new.json"

    def pieces() -> Iterator[bytes]:
        yield b"one"
        path.write_bytes(OLD)

    with pytest.raises(LiberationError, match="is there already"):
        write_atomically(path, pieces(), force=False)
    assert path.read_bytes() == OLD
    assert list(directory.iterdir()) == [path]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_a_file_that_is_overwritten_keeps_its_permissions(old: Path, mode: int) -> None:
    old.chmod(mode)
    write_atomically(old, PIECES, force=True)
    assert old.read_bytes() == b"one\ntwo\n"
    assert stat.S_IMODE(old.stat().st_mode) == mode


def test_until_the_last_piece_the_file_is_as_it_was(old: Path) -> None:
    def pieces() -> Iterator[bytes]:
        for piece in PIECES:
            assert old.read_bytes() == OLD
            yield piece

    write_atomically(old, pieces(), force=True)
    assert old.read_bytes() == b"one\ntwo\n"


@pytest.mark.parametrize("failure", [DateError("none"), KeyboardInterrupt(), ZeroDivisionError()], ids=repr)
@pytest.mark.parametrize("name", ["old.json", "new.json"])
def test_a_failure_on_the_way_leaves_everything_as_it_was(old: Path, name: str, failure: BaseException) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise failure

    with pytest.raises(type(failure)):
        write_atomically(old.parent / name, pieces(), force=True)
    assert list(old.parent.iterdir()) == [old]
    assert old.read_bytes() == OLD


def test_a_full_disk_is_told_and_leaves_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert refused(old, force=True) == ": cannot be written: No space left on device ()"
    assert list(old.parent.iterdir()) == [old]
    assert old.read_bytes() == OLD


def test_a_symbolic_link_is_followed_and_kept(old: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(old)
    assert refused(link) == ": is there already (--force overwrites it)"
    write_atomically(link, PIECES, force=True)
    assert link.is_symlink()
    assert old.read_bytes() == b"one\ntwo\n"


def test_a_symbolic_link_to_nothing_is_filled(directory: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(directory / "new.json")
    write_atomically(link, PIECES, force=False)
    assert link.is_symlink()
    assert (directory / "new.json").read_bytes() == b"one\ntwo\n"


def test_a_symbolic_link_in_a_circle_is_left_alone(directory: Path) -> None:
    link = directory / "round"
    link.symlink_to(link)
    assert "cannot be written" in refused(link, force=True)
    assert link.is_symlink()


def test_a_directory_is_no_file(directory: Path) -> None:
    for force in (False, True):
        assert refused(directory, force=force) == ": cannot be written: Is a directory ()"


def test_a_directory_that_is_not_there_is_told(directory: Path) -> None:
    assert refused(directory / "none" / "new.json") == ": cannot be written: No such file or directory ()"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is protected from root")
def test_a_protected_file_is_not_overwritten(old: Path) -> None:
    old.chmod(0o444)
    assert refused(old, force=True) == ": cannot be written: it is write-protected ()"
    assert old.read_bytes() == OLD


def test_a_device_is_written_to_as_it_stands() -> None:
    before = Path("/dev/null").stat()
    write_atomically(Path("/dev/null"), PIECES, force=False)
    assert Path("/dev/null").stat().st_ino == before.st_ino


def test_a_pipe_is_written_to_as_it_stands(directory: Path) -> None:
    pipe = directory / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_atomically(pipe, PIECES, force=False)
    reader.join(timeout=60)
    assert read == [b"one\ntwo\n"]
    assert pipe.is_fifo()
