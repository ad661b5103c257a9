"""The list of all texts in memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from muse_desktop.library import details
from muse_desktop.library.library import Library
from muse_desktop.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "workspace") as opened:
        library = Library(opened, opened.paths)
        for number in range(5):
            library.add_text(f"Text {number}", f"The lamp of number {number} was lit.", tags=[f"t{number}"])
        yield opened


def test_a_list_of_several_portions_is_whole_and_in_its_order(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(details, "_PORTION", 2)
    items = Library(store, store.paths).items()
    assert [(info.title, info.tags) for info in items] == [(f"Text {n}", (f"t{n}",)) for n in range(5)]


def test_those_who_ask_at_the_same_time_wait_for_one_reading(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(store, store.paths)
    read, together = details.infos, threading.Barrier(3)
    times: list[int] = []

    def reading(*given: Any) -> Any:
        times.append(1)
        return read(*given)

    def ask() -> int:
        together.wait(10)
        return len(library.items())

    monkeypatch.setattr(details, "infos", reading)
    with ThreadPoolExecutor(3) as pool:
        assert [one.result() for one in [pool.submit(ask) for _ in range(3)]] == [5, 5, 5]
    assert len(times) == 1


def test_a_tag_that_is_no_whole_text_hides_nothing(store: Store) -> None:
    library = Library(store, store.paths)
    library.set_details([1], tags=["half \ud83d", "月"])
    assert Library(store, store.paths).items()[0].tags == ("half \ud83d", "月")
