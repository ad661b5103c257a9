"""Getting models and the list of connections, as pictures, with a scripted hub; see `screens_models`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from muse_desktop.errors import MuseError
from muse_desktop.models.values import Download, HubModel, Wanted, WantedFile
from muse_desktop.ui.models.view import ModelsView
from muse_desktop.ui.window import MainWindow
from tests.ui.window.scripted import done, failed

GB = 10**9
OPEN = HubModel(
    repo="heron/Tide-12B-GGUF", downloads=120_345, likes=312, licence="apache-2.0", gated=False,
    updated="2026-02-01T10:00:00Z",
)  # fmt: skip
GATED = HubModel(
    repo="kittiwake/Tide-12B-instruct-qat-q4_0-gguf", downloads=90_311, likes=1_290, licence="gemma",
    gated=True, updated="2026-03-11T10:00:00Z",
)  # fmt: skip
KINDS = (("Q2_K", 4.8), ("Q3_K_M", 6.1), ("Q4_K_M", 7.5), ("Q5_K_M", 8.7), ("Q6_K", 10.1), ("Q8_0", 13.0))


class Stage(Protocol):
    """What `screens.Stage` offers."""

    window: MainWindow

    def wait(self, ready: Callable[[], bool]) -> None:
        """Let the window live until `ready`."""


def wanted(kind: str, gigabytes: float) -> Wanted:
    """A file of `OPEN`."""
    file = WantedFile(f"Tide-12B-{kind}.gguf", int(gigabytes * GB), "a" * 64)
    return Wanted(name=f"Tide 12B {kind}", repo=OPEN.repo, revision="main", files=(file,))


def catalogue_screens(stage: Stage, view: ModelsView) -> Iterator[str]:
    """The models we know, three downloads, one repository of the hub, one that asks for a sign-in."""
    view.go("catalogue")
    page, models = view.catalogue, stage.window._studio.models
    stage.wait(lambda: not stage.window.jobs.waiting)
    yield "models-catalogue"
    first, second, third = page._entries[:3]
    trouble = MuseError("models.hub_unreachable", host="huggingface.co", reason="no answer in time")
    models.downloads.all = lambda: (
        Download(
            id="1", wanted=third.wanted, state="done", done=third.bytes, bytes=third.bytes,
            path="/models/third.gguf",
        ),
        Download(
            id="2", wanted=second.wanted, state="failed", done=1_200_000_000, bytes=second.bytes,
            code=trouble.code, values=trouble.values,
        ),
        Download(
            id="3", wanted=first.wanted, state="running", done=1_900_000_000, bytes=first.bytes,
            bytes_per_s=8.3e6, seconds_left=371,
        ),
    )  # fmt: skip
    page.watch.changed.emit()
    stage.window.status.downloads.retranslate()
    page.list.choose(first.id)
    QTest.qWait(60)
    yield "models-downloads"
    page.list.choose(next(one.id for one in reversed(page._entries) if one.seen == "repository"))
    QTest.qWait(30)
    page.entry.verticalScrollBar().setValue(page.entry.verticalScrollBar().maximum())
    yield "models-unverified"
    stage.window.show_page()
    QTest.qWait(60)
    yield "downloading"
    stage.window.models.open("catalogue")
    del models.downloads.all
    stage.window.status.downloads.retranslate()
    page.watch.changed.emit()
    yield from search_screens(stage, view)


def search_screens(stage: Stage, view: ModelsView) -> Iterator[str]:
    """What the hub found by name, and the two dialogs."""
    page, models = view.catalogue, stage.window._studio.models
    models.search = lambda _text: done((OPEN, GATED))
    sign_in = MuseError(
        "models.hub_sign_in", repo=GATED.repo, page=f"https://huggingface.co/{GATED.repo}"
    )
    models.files = lambda repo: (
        done(tuple(wanted(*kind) for kind in KINDS)) if repo == OPEN.repo else failed(sign_in)
    )
    page.field.setText("tide 12b")
    page.search()
    stage.wait(lambda: bool(page.repo.rows))
    QTest.qWait(60)
    yield "models-search"
    page.list.choose(GATED.repo)
    stage.wait(lambda: page.repo.error is not None)
    yield "models-gated"
    page.foot.sign_in()
    QTest.qWait(120)
    yield "models-sign-in"
    page.foot.choose_hub()
    QTest.qWait(60)
    yield "models-hub"
    for dialog in view.findChildren(QDialog):
        dialog.reject()
    del models.search, models.files
    page.field.clear()
    page.show_catalogue()


def connections_screens(stage: Stage, view: ModelsView) -> Iterator[str]:
    """No connection, then a few."""
    network = stage.window._studio.models.network
    view.go("connections")
    page = view.connections
    stage.wait(lambda: not stage.window.jobs.waiting)
    if not network.entries():
        yield "models-no-connection"
        hub, store = "huggingface.co:443", "cdn.example.org:443"
        file = f"{OPEN.repo} Tide-12B-Q4_K_M.gguf"
        network.begin("search", hub, "tide 12b").end(200, 18_231)
        network.begin("files", hub, OPEN.repo).end(200, 42_100)
        network.begin("files", hub, GATED.repo).end(401, 310, "models.hub_sign_in")
        network.begin("sign_in", hub, "whoami").end(200, 912)
        network.begin("download", hub, file).end(302)
        network.begin("download", store, file).end(206, 3_100_000_000, "models.hub_unreachable")
        network.begin("download", store, file).end(206, 4_400_000_000)
        network.begin("remote", "127.0.0.1:8080", "/v1/completions").end(200, 9_400)
        network.begin("download", hub, file)
    stage.wait(lambda: page.model.rowCount() > 0)
    yield "models-connections"
