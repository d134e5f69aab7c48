"""The main screens as pictures, kept beside this file: a change of looks is seen and agreed to.

``pytest tests/explorer --update-expected`` draws them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.explorer.driving import MIDDLE, NARROW, WIDE, drive, exploring

PICTURES = Path(__file__).parent / "pictures"

SCREENS = [
    ("first-screen", WIDE, (), "dark"),
    ("light", MIDDLE, (), "light"),
    ("contrast", MIDDLE, ("z", "z", "z"), "contrast"),
    ("without-colour", MIDDLE, ("z", "z", "z"), "no-colour"),
    ("narrow", NARROW, (), "dark"),
    ("zoomed", WIDE, ("z", "z", "z", "z"), "dark"),
    ("search", WIDE, ("z", "z", "slash", "r", "o", "m", "e"), "dark"),
    ("comparison", WIDE, ("c", "n", "n", "c"), "dark"),
    ("filters", MIDDLE, ("f", "space"), "dark"),
    ("help", MIDDLE, ("question_mark",), "dark"),
    ("name-chosen", WIDE, ("tab", "down"), "dark"),
]


@pytest.mark.parametrize(("name", "size", "pressed", "theme"), SCREENS, ids=[screen[0] for screen in SCREENS])
def test_a_screen_looks_as_it_did(
    *,
    name: str,
    size: tuple[int, int],
    pressed: tuple[str, ...],
    theme: str,
    request: pytest.FixtureRequest,
    small_chronology: Path,
) -> None:
    async def journey() -> None:
        async with exploring(small_chronology, size, start="rome", theme=theme) as driver:
            await driver.press(*pressed)
            drawn.append(driver.app.picture())

    drawn: list[str] = []
    drive(journey)
    path = PICTURES / f"{name}.svg"
    if request.config.getoption("--update-expected"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(drawn[0], encoding="utf-8", newline="\n")
    assert path.exists(), "run pytest tests/explorer --update-expected, and look at what it draws"
    assert drawn[0] == path.read_text(encoding="utf-8")
