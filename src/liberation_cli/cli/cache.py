"""The cache command."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from liberation_cli.chronology.index import cache_directory, place_of_index
from liberation_cli.cli.options import Output, takes_groups
from liberation_cli.cli.screen import Screen
from liberation_cli.dates import phrase
from liberation_cli.errors import NoMatch
from liberation_cli.views.lines import MARGIN

if TYPE_CHECKING:
    from liberation_cli.chronology.cache import Kept


@takes_groups
def cache(
    output: Output,
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE…]", help="Only the indexes over these files.")] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Remove them, and tell how much that freed.")] = False,
) -> None:
    """Tell which indexes are kept, or remove them.

    For each chronology that it has answered from, the program keeps an index in your cache directory, and uses it until the
    file changes. One that is removed is built again when its file is next asked.
    """
    from liberation_cli.chronology.cache import kept_in, remove  # noqa: PLC0415 - these are not needed
    from liberation_cli.views.kept_indexes import kept_indexes, size_of  # noqa: PLC0415 - for help

    screen = Screen(output)
    directory = cache_directory()
    found = _among(list(kept_in(directory)) if directory else [], files or [])
    if clear:
        found = [kept for kept in found if remove(kept)]
    if output.json:
        screen.write_json_list(msgspec.json.encode(_record(kept)) for kept in found)
    elif output.plain:
        screen.write_plain(_record(kept).values() for kept in found)
    elif clear:
        freed = size_of(sum(kept.size for kept in found))
        screen.show([[(MARGIN, ""), (f"{phrase.count(len(found), 'index', 'indexes')} removed, {freed} freed", "")]])
    else:
        screen.show(kept_indexes(found, directory, screen.width))


def _among(kept: list[Kept], files: list[Path]) -> list[Kept]:
    """Return the indexes over these files; all of them if none is named."""
    if not files:
        return kept
    wanted = {place_of_index(file): file for file in files}
    missing = [str(file) for place, file in wanted.items() if place not in {one.file for one in kept}]
    if missing:
        raise NoMatch(f"no index over {' or '.join(missing)} is kept", "see of which files there is one with: liberation cache")
    return [one for one in kept if one.file in wanted]


def _record(kept: Kept) -> dict[str, str | int]:
    built = datetime.fromtimestamp(kept.built).astimezone().isoformat(timespec="seconds")
    chronology = _text_of(kept.chronology) if kept.chronology else ""
    return {"chronology": chronology, "state": kept.state, "bytes": kept.size, "built": built, "index": _text_of(kept.file)}


def _text_of(path: Path) -> str:
    """The name of a file as text, though the system may have it as bytes that are none."""
    return os.fsencode(path).decode(errors="backslashreplace")
