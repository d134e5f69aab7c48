"""What a command imports: what it needs, and no more."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest

from tests.cli.running import run

SCRIPT = """
import sys
sys.argv = ["liberation", *{arguments!r}]
from liberation_cli.cli.app import main
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
print(*sys.modules, sep="\\n", file=sys.stderr)
"""

NEVER = {"textual", "dateutil.parser", "liberation_cli.chronology.building", "liberation_cli.explorer"}
if tuple(map(int, version("typer").split(".")[:2])) < (0, 29):  # from there on Typer imports it: see pyproject.toml
    NEVER.add("pydantic")

COSTS = [
    # command, what it does not need beside what none does
    (
        "compare rome d-day",
        {"liberation_cli.views.search_results", "liberation_cli.views.front_page", "liberation_cli.cli.lists"},
    ),
    ("show rome", {"dateutil", "liberation_cli.chronology.search", "liberation_cli.views.timeline"}),
    (
        "list",
        {"dateutil", "liberation_cli.chronology.search", "liberation_cli.views.timeline", "liberation_cli.views.event_card"},
    ),
    ("between 1943-07 1944-06", {"dateutil", "liberation_cli.views.timeline"}),
    ("on 1944-06-05", {"dateutil"}),
    ("timeline", {"dateutil", "liberation_cli.views.event_card"}),
    ("meanwhile rome", {"dateutil", "liberation_cli.views.timeline"}),
    ("search bridges", {"dateutil", "liberation_cli.views.timeline"}),
    ("sources", {"dateutil", "liberation_cli.views.timeline"}),
    ("", {"dateutil", "liberation_cli.views.timeline"}),
]


def modules_of(command: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(arguments=command.split())],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


@pytest.mark.parametrize(("command", "needless"), COSTS)
def test_a_command_imports_nothing_that_it_does_not_use(command: str, needless: set[str]) -> None:
    run("list")  # the index is fresh
    loaded = modules_of(command)
    assert "liberation_cli.chronology.chronology" in loaded
    assert not loaded & (NEVER | needless)


def test_help_opens_no_chronology_and_draws_no_timeline() -> None:
    loaded = modules_of("list --help")
    assert not loaded & (NEVER | {"liberation_cli.views.timeline"})


def test_the_conversation_does_without_textual() -> None:
    loaded = modules_of("explore --plain rome")
    assert "liberation_cli.explorer.conversation" in loaded
    assert "textual" not in loaded
