"""Why a text is no EDTF date, and how to spell what was probably meant."""

from __future__ import annotations

import re
from calendar import monthrange

from liberation_cli.dates.names import MONTHS, month_number
from liberation_cli.errors import DateError, quote

HINT = "write a date as 1944, 1944-06 or 1944-06-04, and a span as 1944-06-04/1944-06-05"


def explain(text: str) -> DateError:
    """Return the error that tells what keeps ``text`` from being an EDTF date of Level 0 or 1."""
    shown = quote(text)
    if not text.strip():
        return DateError("the date is empty", HINT)
    strange = strange_characters(text)
    if strange:
        return DateError(f"{shown} {strange}", HINT)
    if text != text.strip():
        return DateError(f"{shown} has a space around it", f"write {text.strip()}")
    if re.fullmatch(r"\d{1,4}/\d{1,2}/\d{1,4}", text):
        return _explain_slashed(text)
    if "/" in text:
        return _explain_span(text)
    reason, instead = _diagnose(text)
    return DateError(f"{shown} {reason}", instead or HINT)


def strange_characters(text: str) -> str:
    """Say which characters no date has, if there are any: controls, or digits other than 0–9."""
    if any(c.isnumeric() and not c.isascii() for c in text):
        return "has digits other than 0–9"
    if not text.isprintable():
        return "has a control character in it"
    return ""


def missing_day(year: int, month: int, day: int) -> str:
    """Say why a year, month and day make no day, or return an empty text if they do make one."""
    if not 1 <= year <= 9999:
        return f"names the year {year}; years run from 0001 to 9999"
    if not 1 <= month <= 12:
        return f"names month {month}; months run from 1 to 12"
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        return f"names day {day}; {MONTHS[month - 1]} {year} has {days} days"
    return ""


def _explain_slashed(text: str) -> DateError:
    first, second, third = (int(part) for part in text.split("/"))
    if first > 31 and not missing_day(first, second, third):
        return DateError(
            f"{quote(text)} has slashes, which stand between the ends of a span", f"write {_iso(first, second, third)}"
        )
    readings = [_iso(third, m, d) for m, d in ((second, first), (first, second)) if not missing_day(third, m, d)]
    instead = f"write {' or '.join(dict.fromkeys(readings))}" if readings else HINT
    return DateError(f"{quote(text)} has slashes, which stand between the ends of a span", instead)


def _explain_span(text: str) -> DateError:
    before, _, after = text.partition("/")
    for part in (before, after):
        if part in ("", ".."):
            continue
        if "T" in part and _diagnose(part[: part.index("T")])[0] == "":
            return DateError(
                f"{quote(text)} has a time of day in a span", f"write {'/'.join(sorted((before[:10], after[:10])))}"
            )
        reason, instead = _diagnose(part)
        if reason:
            return DateError(f"{quote(text)}: {quote(part)} {reason}", instead or HINT)
    if before in ("", "..") and after in ("", ".."):
        return DateError(f"{quote(text)} names no date at either end", HINT)
    return DateError(f"{quote(text)} ends before it starts", f"write {after}/{before}, if that is what is meant")


def _diagnose(text: str) -> tuple[str, str]:
    """What is wrong with one date, and what to write instead if that can be told; empty if nothing is."""
    qualifier = text[-1:] if text[-1:] in ("?", "~", "%") else ""
    body = text[: len(text) - len(qualifier)]
    if re.search(r"[?~%]", body):
        unqualified = re.sub(r"[?~%]", "", body)
        instead = f"write {unqualified}{qualifier or '?'}" if not _diagnose(unqualified)[0] else ""
        return "qualifies a part of a date, or twice, which only Level 2 of EDTF may: put one ?, ~ or % at the end", instead
    for check in (_numeric, _unspecified, _timed, _written_out, _other_calendars):
        found = check(body)
        if found is not None:
            reason, instead = found
            return reason, f"write {instead}{qualifier}" if instead else ""
    return "is not an EDTF date", ""


def _numeric(body: str) -> tuple[str, str] | None:
    match = re.fullmatch(r"(\d{1,4})(?:([-. ])(\d{1,2})(?:\2(\d{1,2}))?)?", body)
    if not match:
        return None
    year, month, day = int(match[1]), int(match[3] or 1), int(match[4] or 1)
    if match[4] is None and 21 <= month <= 24:
        month = 1 if (year, month) != (9999, 24) else 0
        if not month:
            return "ends after the year 9999, the last that can be written", ""
    reason = missing_day(year, month, day)
    if reason:
        return (
            (f"names code {month}; a month is 01–12, a season 21–24", "")
            if "month" in reason and not match[4]
            else (reason, "")
        )
    if len(match[1]) < 4:
        return "has a year of fewer than four digits", ""
    parts = [match[1], *(f"{int(part):02}" for part in (match[3], match[4]) if part)]
    written = "-".join(parts)
    return ("", "") if written == body else ("is not spelt as EDTF spells it", written)


def _unspecified(body: str) -> tuple[str, str] | None:
    if re.fullmatch(r"[\dxXuU]{4}(-[\dxXuU]{2}){0,2}", body) is None or not re.search(r"[xXuU]", body):
        return None
    upper = re.sub(r"[xXuU]", "X", body)
    if not re.fullmatch(r"\d{4}(-\d\d)?(-XX)|\d{4}-XX-XX|\d{3}X|\d{2}XX", upper):
        return "leaves unspecified what only Level 2 of EDTF may: use X from the right, as in 194X or 1944-06-XX", ""
    if upper != body:
        return "writes an unspecified digit otherwise than as X", upper
    month = upper[5:7]
    if month.isdigit() and not 1 <= int(month) <= 12:
        return f"names month {int(month)}; months run from 1 to 12", ""
    if upper[:4].isdigit() and int(upper[:4]) == 0:
        return missing_day(0, 1, 1), ""
    return "", ""


def _timed(body: str) -> tuple[str, str] | None:
    match = re.match(r"(\d{4}-\d\d-\d\d)[T ](.*)", body)
    if not match:
        return None
    reason, _ = _diagnose(match[1])
    return reason or "has a time of day that is not hh:mm:ss, alone or with Z or ±hh:mm", match[1] if not reason else ""


def _written_out(body: str) -> tuple[str, str] | None:
    """``4 June 1944``, ``June 4, 1944``, ``June 1944``: fine to type at the prompt, but a file holds EDTF."""
    match = re.fullmatch(r"(?:(\d{1,2})\s+)?([A-Za-z]+)\.?\s+(?:(\d{1,2}),?\s+)?(\d{4})", body)
    month = month_number(match[2]) if match else None
    if not match or not month:
        return None
    year, day = int(match[4]), match[1] or match[3]
    reason = missing_day(year, month, int(day or 1))
    return reason or "is not EDTF", "" if reason else _iso(year, month, int(day)) if day else f"{year:04}-{month:02}"


def _other_calendars(body: str) -> tuple[str, str] | None:
    if re.fullmatch(r"-\d+(-\d\d){0,2}|Y-?\d+", body):
        return "lies outside the years 0001 to 9999", ""
    if re.fullmatch(r"\d{8}", body):
        year, month, day = int(body[:4]), int(body[4:6]), int(body[6:])
        if not 1 <= month <= 12:
            return "has no hyphens, and is no year, month and day", ""
        reason = missing_day(year, month, day)
        return reason or "has no hyphens", "" if reason else _iso(year, month, day)
    if re.fullmatch(r"\d{4}-?W\d\d(-?\d)?|\d{4}-\d{3}", body):
        return "counts weeks or days of the year, which EDTF does not", ""
    return None


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"
