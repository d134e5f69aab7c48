"""What a check found: each problem with the line that it is on, and a table of the checks that were made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len

from liberation_cli.dates import phrase
from liberation_cli.errors import Position, Problem, harmless
from liberation_cli.views.lines import MARGIN, Line, labelled, wrap_parts

_LEAST = 16
"""Cells: prose is not set narrower than this."""
_WIDEST_EXCERPT = 100


def check_results(
    file: str, problems: Sequence[Problem], asks: Mapping[str, str], events: int | None, width: int
) -> Iterator[Line]:
    """Yield the problems and the table.

    Args:
        file: the name of what was checked.
        problems: what was found.
        asks: the checks that were made, and what each asks for.
        events: how many events the chronology has; None if it could not be read to its end.
        width: cells across.
    """
    for problem in problems:
        yield from problem_lines(file, problem, width)
    if problems:
        yield []
    found = Counter(problem.check for problem in problems)
    longest = max(len(name) for name in asks) + 2
    for name, asked in asks.items():
        verdict = (phrase.count(found[name], "problem"), "error") if found[name] else ("none", "dim")
        yield from labelled(name, [[verdict, (f" · {asked}", "dim")]], width, longest)
    yield []
    told = "not read to its end: what is wrong above comes first" if events is None else phrase.count(events, "event")
    yield from ([(MARGIN, ""), *line] for line in wrap_parts([(told, "dim")], max(width - len(MARGIN), _LEAST)))


def problem_lines(file: str, problem: Problem, width: int) -> Iterator[Line]:
    """Yield a problem as compilers tell theirs, which editors can follow: ``file:line:column: message``; and the line."""
    position = problem.position
    place = f"{harmless(file)}:{position.line}:{position.column}:" if position else f"{harmless(file)}:"
    instead = f" ({problem.instead})" if problem.instead else ""
    room = max(width - len(MARGIN), _LEAST)
    # The name of a file is not broken, whatever it holds: only so can it be followed.
    stand_in = "x" * min(cell_len(place), room)
    parts = [(stand_in, ""), (" ", ""), (f"{problem.where}: ", "title"), (problem.what, ""), (instead, "dim")]
    first, *rest = wrap_parts(parts, room)
    yield [(place, "dim"), *first[1:]]
    yield from ([(MARGIN, ""), *line] for line in rest)
    if position:
        yield from _excerpt(position, min(max(width - 2 * len(MARGIN), _LEAST), _WIDEST_EXCERPT))


def _excerpt(position: Position, width: int) -> Iterator[Line]:
    text, start, end = position.excerpt(width)
    if cell_len(text) > width:
        text, start, end = position.excerpt(width // 2)
    yield [(MARGIN * 2, ""), (text, "dim")]
    yield [(MARGIN * 2 + " " * cell_len(text[:start]), ""), ("^" * max(cell_len(text[start:end]), 1), "error")]
