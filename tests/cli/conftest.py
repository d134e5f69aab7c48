"""A chronology to ask, and a cache of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.views import chronicle


@pytest.fixture(scope="session")
def session_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("cli")
    (directory / "cache").mkdir(mode=0o700)
    (directory / "chronicle.json").write_text(
        json.dumps({**chronicle.HEADER, "events": chronicle.EVENTS}, ensure_ascii=False), encoding="utf-8"
    )
    return directory


@pytest.fixture
def chronicle_path(session_directory: Path) -> Path:
    return session_directory / "chronicle.json"


@pytest.fixture(autouse=True)
def isolated(session_directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The chronicle is asked, its index is built once, and nothing of the person's own reaches a test."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLUMNS", "LINES", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(session_directory / "cache"))
    # By a name that is the same in every run: the front page tells it.
    monkeypatch.chdir(session_directory)
    monkeypatch.setenv("LIBERATION_CHRONOLOGY", "chronicle.json")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("PAGER", "cat")
    # So is help: Typer reads these once, when it is imported.
    monkeypatch.delenv("TERMINAL_WIDTH", raising=False)


@pytest.fixture
def bundled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The chronology that ships with the program is asked."""
    monkeypatch.delenv("LIBERATION_CHRONOLOGY")


class Ask:
    """Makes another chronology the one that is asked."""

    def __init__(self, directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._directory = directory
        self._monkeypatch = monkeypatch

    def __call__(self, events: Iterable[Mapping[str, Any]], name: str = "asked.json", **header: Any) -> Path:
        return self.text(json.dumps({**header, "events": list(events)}, ensure_ascii=False), name)

    def text(self, text: str, name: str = "asked.json") -> Path:
        path = self._directory / name
        path.write_text(text, encoding="utf-8")
        self._monkeypatch.setenv("LIBERATION_CHRONOLOGY", str(path))
        return path


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    return Ask(tmp_path, monkeypatch)
