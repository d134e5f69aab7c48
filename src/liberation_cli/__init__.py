"""Explore a sourced chronology of the liberation of Rome and the Italian Campaign, 1943–45."""

__version__ = "0.1.0"
