"""A library of a few texts, and an encoder that knows what a handful of words mean."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from muse_desktop.library.library import Library
from muse_desktop.library.search.encoders import EncoderInfo, normed
from muse_desktop.store.store import Store

TEXTS = {
    "Sea": "The storm broke over the ship at\nnight. The sailors prayed.\n\n"
    "In the morning the sea was calm.\n",
    "House": "She closed the door of the old house. Rain fell on the roof, and the house was silent.\n",
    "靜夜思": "牀前看月光，疑是地上霜。\n舉頭望山月，低頭思故鄉。\n",
    "Letters": "My dear Mara, you write of the sea as of a house without a door. — Yours, Jonah.\n",
}
MEANINGS = (
    "sea ship sailors boat tempest storm 海",
    "house door roof home building 房子",
    "moon 月光 月 moonlight",
)


class Meanings:
    """An encoder of three meanings, in this process. `gate` holds it back."""

    def __init__(self, name: str = "meanings") -> None:
        self.info = EncoderInfo(name, 4, frozenset({"en", "zh"}), 0.0)
        self.texts: list[str] = []
        self.gate = threading.Event()
        self.gate.set()
        self.closed = False

    def encode(self, texts):
        assert self.gate.wait(20)
        self.texts += texts
        rows = [
            [sum(one in text.lower() for one in words.split()) for words in MEANINGS] + [0.1]
            for text in texts
        ]
        return normed(np.array(rows, np.float32))

    def close(self):
        self.closed = True


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[tuple[Store, Library]]:
    with Store.open(tmp_path / "ws") as store:
        library = Library(store, store.paths)
        folder = tmp_path / "texts"
        folder.mkdir()
        for name, text in TEXTS.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        library.add([folder / f"{name}.txt" for name in TEXTS])
        yield store, library


@pytest.fixture
def library(workspace) -> Library:
    return workspace[1]


def titles(library: Library, found) -> list[str]:
    return [library.info(hit.item).title for hit in found.hits]


def ids(library: Library) -> dict[str, int]:
    return {info.title: info.id for info in library.items()}
