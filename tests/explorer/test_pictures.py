"""The main screens as pictures, kept beside this file: a change of looks is seen and agreed to.

``pytest tests/explorer --update-expected`` draws them anew.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from tests.explorer.driving import MIDDLE, NARROW, WIDE, drive, exploring

PICTURES = Path(__file__).parent / "pictures"
DRAWN_BY = PICTURES / "drawn-by.txt"
"""Another Textual or Rich may draw the same screen in other words: then the pictures say nothing."""


def versions() -> str:
    return "\n".join(f"{name} {version(name)}" for name in ("textual", "rich")) + "\n"


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
    update = bool(request.config.getoption("--update-expected"))
    if not update and versions() != DRAWN_BY.read_text(encoding="utf-8"):
        pytest.skip("the pictures were drawn by other versions of Textual and Rich")

    async def journey() -> None:
        async with exploring(small_chronology, size, start="rome", theme=theme) as driver:
            await driver.press(*pressed)
            drawn.append(driver.app.picture())

    drawn: list[str] = []
    drive(journey)
    path = PICTURES / f"{name}.svg"
    if update:
        path.parent.mkdir(exist_ok=True)
        DRAWN_BY.write_text(versions(), encoding="utf-8", newline="\n")
        path.write_text(drawn[0], encoding="utf-8", newline="\n")
    assert path.exists(), "run pytest tests/explorer --update-expected, and look at what it draws"
    assert drawn[0] == path.read_text(encoding="utf-8")
