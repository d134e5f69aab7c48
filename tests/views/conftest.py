"""Views read no files and ask no terminal; Hypothesis has no deadline, as a busy machine says nothing about them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("views", deadline=None)
settings.load_profile("views")


@pytest.fixture(autouse=True)
def isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the person's own reaches a test."""
    cache = tmp_path / "cache-of-views"
    cache.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    for name in ("LIBERATION_CHRONOLOGY", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "PAGER"):
        monkeypatch.delenv(name, raising=False)
