"""Hypothesis without a deadline: how long an example takes on a busy machine says nothing about dates."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("dates", deadline=None)
settings.load_profile("dates")
