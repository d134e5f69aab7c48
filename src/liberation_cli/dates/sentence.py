"""Relations and differences between dates in English: ``Rome came 1 day before D-Day``."""

from __future__ import annotations

from liberation_cli.dates.phrase import count
from liberation_cli.dates.relation import Allen, Relation, Span

_UNBOUNDED = "an unknown number of days"
_UNTOLD = "Which came first, {a} or {b}, cannot be told: {a} began {bounds}"
_BEFORE = frozenset({Allen.BEFORE, Allen.MEETS})
_AFTER = frozenset({Allen.AFTER, Allen.MET_BY})
_STARTS_FIRST = frozenset({Allen.BEFORE, Allen.MEETS, Allen.OVERLAPS, Allen.FINISHED_BY, Allen.CONTAINS})
_STARTS_TOGETHER = frozenset({Allen.STARTS, Allen.EQUALS, Allen.STARTED_BY})
_STARTS_LAST = frozenset({Allen.AFTER, Allen.MET_BY, Allen.OVERLAPPED_BY, Allen.FINISHES, Allen.DURING})

_ONE_RELATION = {
    Allen.OVERLAPS: "{a} began {lead}before {b} and was still under way when it began",
    Allen.FINISHED_BY: "{a} began {lead}before {b}, and both ended on the same day",
    Allen.CONTAINS: "{b} fell within {a}, which began {lead}before it",
    Allen.STARTS: "{a} began the same day as {b} and ended sooner",
    Allen.EQUALS: "{a} and {b} took up the very same days",
    Allen.STARTED_BY: "{a} began the same day as {b} and lasted longer",
    Allen.DURING: "{a} fell within {b}, which began {lead}before it",
    Allen.FINISHES: "{a} began {lead}after {b}, and both ended on the same day",
    Allen.OVERLAPPED_BY: "{a} began {lead}after {b}, which was still under way",
}


def span(value: Span) -> str:
    """Say a number of days, which may be known only within bounds: ``2 days``, ``2 to 31 days``, ``at least 3 days``."""
    if value.min is None and value.max is None:
        return _UNBOUNDED
    if value.max is None:
        return f"at least {count(value.min or 0, 'day')}"
    if value.min is None:
        return f"at most {count(value.max, 'day')}"
    return count(value.max, "day") if value.min == value.max else f"{value.min:,} to {count(value.max, 'day')}"


def calendar_difference(years: int, months: int, days: int) -> str:
    """Say a difference by the calendar, whichever way it runs: ``1 year, 2 months and 3 days``; ``none`` for none."""
    parts = [count(abs(n), unit) for n, unit in ((years, "year"), (months, "month"), (days, "day")) if n]
    if not parts:
        return "none"
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def relation(value: Relation, a: str, b: str) -> str:
    """Say how ``a`` lies to ``b``, as a sentence without its full stop: ``Rome came 1 day before D-Day``.

    The words are the narrowest that are true whichever of the possible relations holds. Where not even an order can be
    told they say so, with the bounds that can.
    """
    template = _relation(value)
    if value.qualified and template != _UNTOLD:
        template = "Going by dates that are not certain, " + template
    return template.format(
        a=a,
        b=b,
        gap=_spaced(span(value.gap)),
        back=_spaced(span(value.reverse_gap)),
        lead=_spaced(distance(value.lead)),
        bounds=_bounds_of(value.lead),
    )


def _relation(value: Relation) -> str:
    possible = frozenset(value.possible)
    if possible <= _BEFORE:
        return "{a} came {gap}before {b}"
    if possible <= _AFTER:
        return "{a} came {back}after {b}"
    if possible == {Allen.EQUALS} and value.gap.exact == 0:
        return "{a} and {b} came on the same day"
    if len(possible) == 1:
        return _ONE_RELATION[value.possible[0]]
    apart = possible & (_BEFORE | _AFTER)
    overlap = "whether they overlapped cannot be told" if apart else "they overlapped, and which ended first cannot be told"
    if possible <= _STARTS_FIRST:
        return "{a} began {lead}before {b}; " + overlap
    if possible <= _STARTS_LAST:
        return "{a} began {lead}after {b}; " + overlap
    if possible <= _STARTS_TOGETHER:
        return "{a} began the same day as {b}; which ended first cannot be told"
    if not apart:
        return "{a} and {b} overlapped; which began first cannot be told ({a} {bounds})"
    return _UNTOLD


def _spaced(days: str) -> str:
    """A number of days and a space; nothing at all where no bound is known."""
    return "" if days == _UNBOUNDED else f"{days} "


def shift(starts: Span, ends: Span) -> str:
    """Say by how much one date lies later or earlier than another: ``1 day later``, ``starts the same day, ends 2 days later``.

    Args:
        starts: the start of the one minus that of the other, in days.
        ends: the same of their ends.
    """
    return _later(starts) if starts == ends else f"starts {_later(starts)}, ends {_later(ends)}"


def _later(value: Span) -> str:
    if value.exact == 0:
        return "the same day"
    if value.min is not None and value.min >= 0:
        return f"{_at_most(value)} later"
    if value.max is not None and value.max <= 0:
        return f"{_at_most(Span(-value.max, None if value.min is None else -value.min))} earlier"
    if value.min is None or value.max is None:
        return f"{_UNBOUNDED} apart"
    return f"up to {count(-value.min, 'day')} earlier or {value.max:,} later"


def _at_most(value: Span) -> str:
    return f"up to {count(value.max, 'day')}" if value.min == 0 and value.max else span(value)


def distance(value: Span) -> str:
    """Say a number of days whichever way it runs."""
    if value.max is not None and value.max < 0:
        return span(Span(-value.max, None if value.min is None else -value.min))
    if value.min is not None and value.max is not None and value.min < 0 < value.max:
        return f"from {count(-value.min, 'day')} before to {count(value.max, 'day')} after"
    return span(value)


def _bounds_of(lead: Span) -> str:
    """The bounds of one start about another, when their order is open: ``up to 5 days before or 24 days after``."""
    before = "any number of days" if lead.max is None else count(lead.max, "day")
    after = "any number" if lead.min is None else count(-lead.min, "day")
    if lead.min is not None and lead.min >= 0:
        return f"up to {before} before, or the same day"
    if lead.max is not None and lead.max <= 0:
        return f"up to {after} after, or the same day"
    return f"up to {before} before or {after} after"
