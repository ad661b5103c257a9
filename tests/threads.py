"""Work done in several threads at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def together(*works: Callable[[], None]) -> None:
    """Do each in a thread of its own; the first error of any is raised here when all are over."""
    with ThreadPoolExecutor(len(works)) as pool:
        doing = [pool.submit(work) for work in works]
    for done in doing:
        done.result()
