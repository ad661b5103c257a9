"""Candidates compared while they are written: several tokens at once, and nothing left out at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from muse_desktop.originality.live import LiveCheck
from muse_desktop.originality.values import Hit
from muse_desktop.studio.originality import live
from muse_desktop.studio.originality.live import LiveHits
from muse_desktop.studio.values import RunEvent, RunHits
from tests.originality.corpora import Texts
from tests.originality.test_check import COPIED, LEDGER

TEXT = f"Somebody had said that {COPIED} in the end"


class Stream:
    """A candidate that grows by four letters a token, and what was told of it."""

    def __init__(self) -> None:
        self.told: list[tuple[Hit, ...]] = []
        self.live = LiveHits(Texts(LEDGER), 1, self._hear, by_sentence=False)

    def _hear(self, event: RunEvent) -> None:
        assert isinstance(event, RunHits)
        self.told.append(event.hits)

    def write(self, text: str = TEXT) -> None:
        for end in range(4, len(text) + 4, 4):
            self.live.feed(0, text[:end])

    @property
    def marked(self) -> str:
        return self.told[-1][0].text if self.told and self.told[-1] else ""


@pytest.fixture
def stream(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stream]:
    """One whose first comparison is followed by a pause that lasts as long as the test."""
    monkeypatch.setattr(live, "PAUSE", 1e9)
    monkeypatch.setattr(live, "LONGEST_PAUSE_S", 60.0)
    made = Stream()
    yield made
    made.live.close()


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are compared, as they come."""
    seen: list[str] = []
    feed: Callable[[LiveCheck, str], tuple[Hit, ...]] = LiveCheck.feed

    def watched(check: LiveCheck, text: str) -> tuple[Hit, ...]:
        seen.append(text)
        return feed(check, text)

    monkeypatch.setattr(LiveCheck, "feed", watched)
    return seen


def test_tokens_that_come_in_a_pause_are_compared_together(
    stream: Stream, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = counted(monkeypatch)
    stream.write()
    assert compared == [TEXT[:4]]


def test_what_came_in_a_pause_is_compared_when_the_candidate_ends(stream: Stream) -> None:
    stream.write()
    stream.live.complete(0)
    stream.live.settle()
    assert COPIED in stream.marked


def test_what_came_in_a_pause_is_compared_when_the_model_dies(stream: Stream) -> None:
    stream.write()
    stream.live.settle()
    assert COPIED in stream.marked


def test_a_copy_is_marked_while_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LONGEST_PAUSE_S", 0.02)
    stream = Stream()
    for end in range(4, len(TEXT), 4):
        stream.live.feed(0, TEXT[:end])
        time.sleep(0.01)
    stream.live.close()
    assert len(stream.marked) > 60
