"""What a check found: each problem, and a table of the checks that were made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from liberation_cli.dates import phrase
from liberation_cli.errors import Problem
from liberation_cli.views.lines import MARGIN, Line, labelled, wrap_parts


def check_results(problems: Sequence[Problem], asks: Mapping[str, str], events: int | None, width: int) -> Iterator[Line]:
    """Yield the problems and the table.

    Args:
        problems: what was found.
        asks: the checks that were made, and what each asks for.
        events: how many events the chronology has; None if it could not be read to its end.
        width: cells across.
    """
    for problem in problems:
        instead = f" ({problem.instead})" if problem.instead else ""
        parts = [(f"{problem.where}: ", "title"), (problem.what, ""), (instead, "dim")]
        yield from ([(MARGIN, ""), *line] for line in wrap_parts(parts, max(width - len(MARGIN), 16)))
    if problems:
        yield []
    found = Counter(problem.check for problem in problems)
    longest = max(len(name) for name in asks) + 2
    for name, asked in asks.items():
        verdict = (phrase.count(found[name], "problem"), "error") if found[name] else ("none", "dim")
        yield from labelled(name, [[verdict, (f" · {asked}", "dim")]], width, longest)
    yield []
    told = "not read to its end: what is wrong above comes first" if events is None else phrase.count(events, "event")
    yield from ([(MARGIN, ""), *line] for line in wrap_parts([(told, "dim")], max(width - len(MARGIN), 16)))
