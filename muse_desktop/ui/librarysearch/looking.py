"""Looking things up off the UI thread: only the newest question is answered."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any, TypeVar

from muse_desktop.library.search.values import Outdated

T = TypeVar("T")


def settled(future: Future[T]) -> Future[T]:
    """`future`, but cancelled where a newer question made it outdated: nobody needs to hear of that."""
    made: Future[T] = Future()

    def over(done: Future[T]) -> None:
        try:
            result = done.result()
        except (Outdated, CancelledError):
            made.cancel()
            made.set_running_or_notify_cancel()
        except BaseException as error:  # noqa: BLE001 - handed on, whatever it is
            made.set_exception(error)
        else:
            made.set_result(result)

    future.add_done_callback(over)
    return made


class Turn:
    """Counts questions, so that an answer knows whether it is still wanted. Any thread may ask."""

    def __init__(self) -> None:
        self._newest = 0

    def next(self) -> Callable[[], bool]:
        """A new question; what is returned says whether it is outdated."""
        self._newest += 1
        mine = self._newest
        return lambda: mine != self._newest

    def call(self, work: Callable[[Any], None]) -> Callable[[Any], None]:
        """`work`, done only while the question of now is the newest."""
        mine = self._newest
        return lambda result: work(result) if mine == self._newest else None
