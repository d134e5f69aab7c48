"""Names as people type them: without regard to case, accents and punctuation."""

from __future__ import annotations


def fold(text: str) -> str:
    """Return the words of a text in lower case, without accents, one space between them: ``D-Day`` is ``d day``."""
    if not text.isascii():
        from unicodedata import combining, normalize  # noqa: PLC0415 - few names need its tables

        text = "".join(c for c in normalize("NFKD", text) if not combining(c))
    text = text.casefold()
    return text if text.isalnum() else " ".join("".join(c if c.isalnum() else " " for c in text).split())


def searchable(text: str) -> str:
    """Return a text that can stand between the quotes of a full-text query; empty if there is no word in it.

    Case and accents are left as they are: the index takes them away by its own rules, which are not quite those of
    :func:`fold`.
    """
    words = "".join(c if c.isprintable() and c != '"' else " " for c in text)
    return " ".join(words.split()) if any(c.isalnum() for c in words) else ""
