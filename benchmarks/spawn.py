"""Run a command, its output thrown away, and print its seconds, the most memory it held in bytes (0: unknown), its exit code.

A program of its own, for two reasons: a child's peak begins at what its parent held, so the parent had better hold little; and
a small process starts others faster and more evenly than a large one.
"""

import os
import sys
from time import perf_counter

_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes to a unit of ``ru_maxrss``."""


def run(command: list[str]) -> tuple[float, int, int]:
    """Run a command given by its full path."""
    if not (hasattr(os, "posix_spawn") and hasattr(os, "wait4")):
        import subprocess  # noqa: PLC0415 - only here is it worth its memory

        start = perf_counter()
        code = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
        return perf_counter() - start, 0, code
    nowhere = os.open(os.devnull, os.O_WRONLY)
    start = perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, nowhere, 1)])
    _, status, usage = os.wait4(child, 0)
    return perf_counter() - start, usage.ru_maxrss * _UNIT, os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    print(*run(sys.argv[1:]))
