"""The check command."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from liberation_cli.chronology.checks import FORMAT_CHECKS
from liberation_cli.chronology.chronology import BUNDLED
from liberation_cli.cli.opening import chosen_file, opened
from liberation_cli.cli.options import Output, takes_groups
from liberation_cli.cli.screen import Screen
from liberation_cli.dates import phrase
from liberation_cli.errors import InvalidChronology, NoMatch, Problem, UnknownName, quote

_EXCERPT = 80
"""Characters of a line that are quoted."""


@takes_groups
def check(
    output: Output,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="The chronology; the bundled one if left out.")] = None,
    names: Annotated[list[str] | None, typer.Argument(metavar="[CHECK…]", help="Only these checks.")] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Ask all that the bundled chronology asks of itself: sources, places, parts ….")
    ] = False,
) -> None:
    """Check a chronology file, and tell every problem at once.

    Each problem is told with its line and column, what is wrong and what to write instead. The bundled chronology is always
    checked strictly. The exit code is 0 if there is nothing wrong, 1 if there is, and 2 if the file cannot be read at all.
    """
    from liberation_cli.chronology.editorial import EDITORIAL_CHECKS, editorial_problems  # noqa: PLC0415
    from liberation_cli.chronology.locating import located, repeated_fields  # noqa: PLC0415
    from liberation_cli.views.check_results import check_results  # noqa: PLC0415

    screen = Screen(output)
    if file is not None and str(file) in {**FORMAT_CHECKS, **EDITORIAL_CHECKS} and not file.exists():
        file, names = None, [str(file), *(names or [])]
    asked = output._replace(chronology=file or chosen_file(output.chronology))
    path = asked.chronology or BUNDLED
    known = FORMAT_CHECKS | {name: editorial.asks for name, editorial in EDITORIAL_CHECKS.items()}
    chosen = _chosen(names or [], known, strict=strict or path == BUNDLED)
    events: int | None = None
    try:
        with opened(asked) as chronology:
            events = len(chronology)
            problems = list(editorial_problems(chronology, [name for name in chosen if name in EDITORIAL_CHECKS]))
    except InvalidChronology as invalid:
        if any(name in EDITORIAL_CHECKS for name in chosen):
            # These ask a chronology that can be read: first things first.
            chosen = [*FORMAT_CHECKS]
        problems = [problem for problem in invalid.problems if problem.check in chosen]
    if "format" in chosen:
        problems += repeated_fields(path)
    if problems:
        problems = located(path, problems)
    _write(screen, path, problems)
    if not output.json and not output.plain:
        asks = {name: known[name] for name in chosen}
        screen.show(check_results(str(path), problems, asks, events, screen.width))
    if problems:
        raise NoMatch(f"{path}: {phrase.count(len(problems), 'problem')}")


def _chosen(names: list[str], known: dict[str, str], *, strict: bool) -> list[str]:
    for name in names:
        if name not in known:
            raise UnknownName(f"there is no check {quote(name)}", f"the checks are {', '.join(known)}")
    return names or [*(known if strict else FORMAT_CHECKS)]


def _write(screen: Screen, path: Path, problems: list[Problem]) -> None:
    if screen.output.json:
        screen.write_json_list(msgspec.json.encode(_to_json(path, problem)) for problem in problems)
    elif screen.output.plain:
        screen.write_plain(_cells(path, problem) for problem in problems)


def _to_json(path: Path, problem: Problem) -> dict[str, object]:
    where, position = problem.location, problem.position
    return {
        "file": str(path),
        "line": position and position.line,
        "column": position and position.column,
        "event": where.event or None,
        "field": where.field or None,
        "excerpt": position and position.excerpt(_EXCERPT)[0],
        "what": problem.what,
        "instead": problem.instead or None,
        "check": problem.check,
    }


def _cells(path: Path, problem: Problem) -> tuple[object, ...]:
    """The cells of ``--plain``, of which the first is what editors know compilers to write."""
    told = _to_json(path, problem)
    place = ":".join(str(told[name]) for name in ("file", "line", "column") if told[name] is not None)
    return (f"{place}:", *(told[name] or "" for name in ("check", "event", "field", "what", "instead", "excerpt")))
