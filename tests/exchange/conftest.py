"""What the files of other programs are expected to hold, kept in files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

EXPECTED = Path(__file__).parent / "expected"


@pytest.fixture
def expect_file(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of that name, or write it there if ``--update-expected`` was given."""
    update = bool(request.config.getoption("--update-expected"))

    def compare(name: str, text: str) -> None:
        path = EXPECTED / name
        if update:
            path.write_text(text, encoding="utf-8")
        assert path.exists(), "run pytest tests/exchange --update-expected, and read what it writes"
        assert text == path.read_text(encoding="utf-8")

    return compare
