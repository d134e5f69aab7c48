"""Where an answer goes: a terminal, a pager, a pipe that closes early, a full disk, nowhere."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from liberation_cli.cli import screen
from tests.cli.conftest import Ask
from tests.cli.running import PROGRAM, Answer, in_terminal, process, run, shell, started_in_terminal, unstyled

ONE_ANSWER = ["show rome", "compare rome d-day", "meanwhile rome", "", "--help", "--version"]
LISTINGS = ["list", "list --json", "list --plain", "timeline", "search so", "sources"]


@pytest.fixture
def long_chronology(ask: Ask) -> Path:
    """More than a pipe holds."""
    return ask(
        [
            {
                "id": f"event-{number}",
                "title": f"Event of number {number} and then some",
                "date": "1944",
                "summary": "So it was.",
            }
            for number in range(2500)
        ],
        sources=[{"id": f"book-{number}", "title": f"Book of number {number} and more"} for number in range(2500)],
    )


class Pager:
    """A pager that writes down what it is given."""

    def __init__(self, directory: Path, lines: str = "") -> None:
        self._script, self._record = directory / "pager.py", directory / "paged"
        self._script.write_text(
            f"#!{sys.executable}\n"
            "import sys\n"
            f"with open({str(self._record)!r}, 'wb') as record:\n"
            f"    record.write(b''.join(sys.stdin.buffer.readline() for _ in range({lines})))\n"
            if lines
            else f"#!{sys.executable}\nimport sys\nopen({str(self._record)!r}, 'wb').write(sys.stdin.buffer.read())\n"
        )
        self._script.chmod(self._script.stat().st_mode | stat.S_IXUSR)

    @property
    def command(self) -> str:
        return str(self._script)

    @property
    def paged(self) -> str | None:
        """What it was given; None if it was never started."""
        return self._record.read_text(encoding="utf-8") if self._record.exists() else None


@pytest.fixture
def pager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pager]:
    made = Pager(tmp_path)
    monkeypatch.setenv("PAGER", made.command)
    yield made


def test_what_is_longer_than_the_terminal_is_high_goes_through_the_pager(pager: Pager) -> None:
    done = in_terminal("list", rows=10)
    assert (done.code, done.out) == (0, "")
    assert pager.paged is not None
    assert unstyled(pager.paged) == run("list").out


@pytest.mark.parametrize("command", ["list", "timeline", "show rome", "sources", "meanwhile d-day", "compare rome d-day", ""])
def test_every_command_pages(command: str, pager: Pager) -> None:
    done = in_terminal(*command.split(), rows=5)
    assert (done.code, done.out) == (0, "")
    assert pager.paged is not None
    assert unstyled(pager.paged) == run(*command.split()).out


def test_the_pager_is_given_styles_and_the_width_of_the_terminal(pager: Pager) -> None:
    in_terminal("list", rows=10, columns=120)
    assert pager.paged is not None
    assert "\x1b[" in pager.paged
    assert unstyled(pager.paged) == run("list", columns=120).out


def test_the_pager_is_given_no_colour_where_none_is_wanted(pager: Pager) -> None:
    in_terminal("list", "--no-color", rows=10)
    assert "38;5" not in (pager.paged or "")


STRAIGHT = [
    # command, rows, environment, remark
    ("list", 60, {}, "short enough"),
    ("list --no-pager", 10, {}, "asked not to"),
    ("list", 10, {"PAGER": "cat"}, "PAGER is cat"),
    ("list", 10, {"PAGER": ""}, "PAGER is empty"),
    ("list", 10, {"PAGER": "/no/such/pager"}, "the pager is not there"),
    ("list", 10, {"TERM": "dumb"}, "a dumb terminal"),
    ("list --plain", 10, {}, "for other programs"),
    ("list --json", 10, {}, "likewise"),
]


@pytest.mark.parametrize(("command", "rows", "env", "remark"), STRAIGHT)
def test_an_answer_goes_straight_to_the_terminal(
    command: str, rows: int, env: dict[str, str], remark: str, pager: Pager
) -> None:
    done = in_terminal(*command.split(), rows=rows, env=env)
    assert pager.paged is None, remark
    assert done.code == 0
    assert unstyled(done.out) == run(*command.split()).out, remark


def test_an_answer_that_just_fits_is_not_paged(pager: Pager) -> None:
    lines = len(run("list").lines)
    in_terminal("list", rows=lines + 1)
    assert pager.paged is None
    in_terminal("list", rows=lines - 1)
    assert pager.paged is not None


def test_a_pipe_is_never_paged(pager: Pager) -> None:
    done = process("list")
    assert (done.code, done.err, pager.paged) == (0, "", None)
    assert done.out == run("list").out


def test_a_pipe_is_not_paged_either_where_colour_is_forced(pager: Pager) -> None:
    done = process("list", env={"FORCE_COLOR": "1", "LINES": "10"})
    assert pager.paged is None
    assert unstyled(done.out) == run("list").out


def test_leaving_the_pager_early_is_quiet(tmp_path: Path, long_chronology: Path) -> None:
    pager = Pager(tmp_path, lines="1")
    done = in_terminal("list", "-c", str(long_chronology), rows=10, env={"PAGER": pager.command})
    assert (done.code, done.out) == (0, "")
    assert pager.paged is not None
    assert pager.paged.count("\n") == 1


def test_a_mistake_is_not_paged(pager: Pager) -> None:
    done = in_terminal("show", "romme", rows=2)
    assert done.code == 1
    assert "no event goes by" in done.out
    assert pager.paged is None


@pytest.mark.parametrize("command", LISTINGS)
def test_head_never_prints_a_traceback(command: str, long_chronology: Path) -> None:
    done = shell(f"liberation {command} -c {long_chronology} | head -1")
    assert (done.code, done.err) == (0, "")
    assert len(done.lines) == 1


@pytest.mark.parametrize("command", LISTINGS)
def test_a_pipe_that_nobody_reads_is_quiet_and_told_by_the_exit_code(command: str, long_chronology: Path) -> None:
    done = shell(f"liberation {command} -c {long_chronology} | true; exit ${{PIPESTATUS[0]}}")
    assert (done.code, done.err) == (screen.PIPE_CLOSED, "")


@pytest.mark.parametrize("command", ["list", "list --json", "list --plain", *ONE_ANSWER])
def test_a_closed_standard_output_is_quiet(command: str) -> None:
    done = shell(f"liberation {command} >&-")
    assert (done.code, done.out, done.err) == (0, "", "")


@pytest.mark.parametrize("command", ["list", "show romme", "list --json", "lst", "list --limit 0"])
def test_a_closed_standard_error_changes_no_answer(command: str) -> None:
    done = shell(f"liberation {command} 2>&-")
    assert done == run(*command.split())._replace(err="")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("command", ["list", "list --json", "list --plain", "timeline", "search rome", *ONE_ANSWER])
def test_a_full_disk_is_told_in_one_line(command: str) -> None:
    done = shell(f"liberation {command} > /dev/full")
    assert done == Answer(2, "", "the answer could not be written: No space left on device\n")


def _interrupted(child: subprocess.Popen[bytes]) -> tuple[int, str]:
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=60)
    return child.returncode, err.decode()


@pytest.mark.parametrize("command", ["list", "list --json", "list --plain", "sources"])
def test_ctrl_c_while_an_answer_is_written_is_quiet(command: str, long_chronology: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, *command.split(), "-c", str(long_chronology)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        os.read(child.stdout.fileno(), 1)  # it has begun, and waits until the pipe is read
        time.sleep(0.2)
        assert _interrupted(child) == (130, "")


def test_ctrl_c_while_a_chronology_is_read_is_told_in_a_line_and_leaves_nothing_behind(ask: Ask, tmp_path: Path) -> None:
    large = ask({"id": f"event-{n}", "title": "Event", "date": "1944", "summary": "So it was. " * 20} for n in range(60_000))
    cache = tmp_path / "cache-of-its-own"
    cache.mkdir(mode=0o700)
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    with subprocess.Popen(
        [*PROGRAM, "list", "-c", str(large)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as child:
        while not list(cache.glob("liberation/building-*")):
            assert child.poll() is None, "the chronology was read before it could be interrupted"
            time.sleep(0.01)
        time.sleep(0.1)
        assert _interrupted(child) == (130, f"reading {large} was interrupted, and nothing of it is kept\n")
    assert not list(cache.glob("liberation/*"))


def test_ctrl_c_while_the_pager_shows_the_answer_is_the_pager_s(tmp_path: Path, long_chronology: Path) -> None:
    waiting, began = tmp_path / "waiting.py", tmp_path / "began"
    waiting.write_text(
        f"#!{sys.executable}\n"
        "import signal, sys, time\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        f"open({str(began)!r}, 'w').close()\n"
        "time.sleep(1)\n"
    )
    waiting.chmod(0o700)
    environment = {"PAGER": str(waiting)}
    with started_in_terminal("list", "-c", str(long_chronology), rows=10, env=environment) as (child, terminal):
        while not began.exists():
            time.sleep(0.01)
        time.sleep(0.1)
        os.write(terminal, b"\x03")
        os.killpg(child.pid, signal.SIGINT)
        assert child.wait(timeout=60) in (0, 130)
        written = b""
        while True:
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                break
            if not piece:
                break
            written += piece
    assert b"Traceback" not in written
    assert b"Aborted" not in written


def test_python_can_be_told_to_write_ascii() -> None:
    done = process("timeline", env={"PYTHONIOENCODING": "ascii", "COLUMNS": "80"})
    assert done.code == 0
    assert done.out == run("timeline", encoding="ascii").out


def test_columns_is_honoured_in_a_pipe_and_the_terminal_s_width_in_a_terminal() -> None:
    assert process("list", env={"COLUMNS": "120"}).out == run("list", columns=120).out
    done = in_terminal("list", "--no-pager", columns=100, rows=50)
    assert unstyled(done.out) == run("list", columns=100).out


def test_the_program_is_a_module_and_a_command() -> None:
    assert process("show", "rome", env={"COLUMNS": "80"}) == run("show", "rome")
    command = Path(sys.executable).with_name("liberation")
    if command.exists():
        done = subprocess.run([command, "show", "rome"], capture_output=True, env={**os.environ, "COLUMNS": "80"}, check=True)
        assert done.stdout.decode() == run("show", "rome").out
