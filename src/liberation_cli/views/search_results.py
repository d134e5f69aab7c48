"""What a search found, with the words that matched standing out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from liberation_cli.chronology.search import Fragment, Hit
from liberation_cli.dates import phrase
from liberation_cli.views.lines import MARGIN, PROSE_WIDTH, Line, wrap_parts


def search_results(hits: Iterable[Hit], total: int | None, width: int, *, mark: bool) -> Iterator[Line]:
    """Yield each hit: its title and date, and the passage that matched.

    Args:
        hits: what was found, best first.
        total: how many match in all; None for very many.
        width: cells across.
        mark: whether to put what matched in brackets, where it cannot be shown by a style.
    """
    count = 0
    for hit in hits:
        count += 1
        date = (f" · {phrase.when(hit.event.when)} · {hit.event.id}", "dim")
        yield from _indented([*_styled(hit.title, "title", mark=mark), date], width, MARGIN)
        yield from _indented(_styled(hit.passage, "", mark=mark), min(width, PROSE_WIDTH), MARGIN * 2)
        yield []
    if total is None:
        summary = f"the first {count} of very many; more words or --during narrow them"
    elif total > count:
        summary = f"{count} of {phrase.count(total, 'match', 'matches')}; --limit {total} shows all"
    else:
        summary = phrase.count(count, "match", "matches")
    yield from _indented([(summary, "dim")], width, MARGIN)


def _styled(fragments: Iterable[Fragment], style: str, *, mark: bool) -> Line:
    return [
        (f"[{fragment.text}]" if mark and fragment.matched else fragment.text, "match" if fragment.matched else style)
        for fragment in fragments
    ]


def _indented(parts: Line, width: int, indent: str) -> Iterator[Line]:
    return ([(indent, ""), *line] for line in wrap_parts(parts, max(width - len(indent), 16)))
