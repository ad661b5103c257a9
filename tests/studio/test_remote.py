"""A studio whose model runs at an address: what the record says, and that without one nothing connects."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from muse_desktop.craft.prompt import Materials
from muse_desktop.engine.client import Engine
from muse_desktop.errors import MuseError
from muse_desktop.settings import Settings, replaced
from muse_desktop.studio.shapes import generation_shape
from muse_desktop.studio.studio import Studio
from muse_desktop.studio.values import Prepared, RunEvent, RunFailed, RunStarted
from tests.engine.remote_servers import MODEL, Speaker, Talk, piece, speaker

pytestmark = pytest.mark.loopback

WAIT = 60.0
LOCAL = Settings(context_tokens=1024, threads=1)


@pytest.fixture
def server() -> Iterator[Speaker]:
    with speaker() as made:
        yield made


@pytest.fixture
def studio(tmp_path: Path, server: Speaker) -> Iterator[Studio]:
    made = Studio.open(tmp_path / "desk", settings=replaced(LOCAL, remote_url=server.url + "/v1"))
    yield made
    made.close()


def prepared(studio: Studio) -> Prepared:
    return studio.prepare("continue", {}, Materials(before="The tide came in.", title="Tide")).result(WAIT)


def test_the_record_says_that_the_model_was_remote_and_claims_nothing_about_tokens(
    studio: Studio, server: Speaker
) -> None:
    assert server.asked == [], "opening a workspace asks nobody"
    events: list[RunEvent] = []
    run = studio.generate(prepared(studio), candidates=2, seed=5, on_event=events.append)
    record = studio.generation(run.future.result(WAIT))
    assert record.remote == record.layout["remote"] == server.url
    assert (record.model_name, record.model_sha256, record.model_licence) == (MODEL, "", "")
    assert record.model_path == f"remote:{server.url}"
    assert [one.text for one in record.candidates] == ["Once upon a time"] * 2
    assert [one.seed for one in record.candidates] == [5, 6]
    assert record.prompt_tokens == ()
    assert {one.tokens for one in record.candidates} == {()}
    assert record.prompt_text == server.bodies()[0].get("prompt", record.prompt_text)
    assert record.parameters[0]["name"] == "remote"
    assert generation_shape(record)["model"]["remote"] == server.url
    assert next(one for one in events if isinstance(one, RunStarted)).prompt_tokens == 0
    assert studio.model.info is not None
    assert studio.model.info.remote == server.url
    assert not studio.model.is_starter
    assert studio.verify()["ok"] is True


def test_a_remote_generation_cannot_be_replayed_and_the_reason_is_told(
    studio: Studio, server: Speaker
) -> None:
    generation = studio.generate(prepared(studio), candidates=1).future.result(WAIT)
    report = studio.replay(generation).result(WAIT)
    assert (report.verdict, report.reason) == ("cannot_run", "studio.replay_remote")
    assert server.url in str(MuseError(report.reason, **report.values))


def test_when_the_server_breaks_off_the_words_so_far_are_on_record(studio: Studio, server: Speaker) -> None:
    def route(talk: Talk) -> None:
        talk.begin()
        talk.say(piece("Once upon", chat=False))

    server.answers(route)
    events: list[RunEvent] = []
    run = studio.generate(prepared(studio), candidates=1, on_event=events.append)
    with pytest.raises(MuseError, match="ended the connection"):
        run.future.result(WAIT)
    until = time.monotonic() + WAIT
    while studio.generation(run.generation).state == "running" and time.monotonic() < until:
        time.sleep(0.01)  # the failure is told first, then written
    record = studio.generation(run.generation)
    assert (record.state, record.error) == ("failed", "engine.remote_broke_off")
    assert (record.candidates[0].text, record.remote) == ("Once upon", server.url)
    assert any(isinstance(one, RunFailed) for one in events)


def test_nothing_is_sent_while_the_writer_pauses(studio: Studio, server: Speaker) -> None:
    studio.model.ready().result(WAIT)
    asked = len(server.asked)
    prepared(studio)
    warmed = studio.prewarm("continue", {}, Materials(before="The tide came in.")).result(WAIT)
    assert warmed.ready == 0
    assert len(server.asked) == asked


@pytest.mark.real_model
def test_settings_switch_between_there_and_here(tmp_path: Path, server: Speaker) -> None:
    studio = Studio.open(tmp_path / "desk", settings=LOCAL)
    try:
        here = studio.generation(_short(studio))
        assert here.remote == ""
        assert server.asked == []
        studio.set_settings(replaced(LOCAL, remote_url=server.url))
        there = studio.generation(_short(studio))
        assert there.remote == server.url
        assert there.candidates[0].text == "Once upon a time"
        asked = len(server.asked)
        studio.set_settings(LOCAL)
        again = studio.generation(_short(studio))
        assert (again.remote, again.model_sha256) == ("", here.model_sha256)
        assert len(again.model_sha256) == 64
        assert again.candidates[0].tokens != ()
        assert len(server.asked) == asked
    finally:
        studio.close()


def _short(studio: Studio) -> int:
    made = studio.prepare("continue", {}, Materials(before="The tide came in."), max_tokens=16).result(WAIT)
    return studio.generate(made, candidates=1, seed=3).future.result(WAIT)


@pytest.mark.real_model
def test_without_an_address_no_socket_is_ever_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []

    def refuse(*given: object, **_: object) -> None:
        opened.append(given)
        raise OSError("no socket may be opened")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    studio = Studio.open(tmp_path / "desk", settings=LOCAL)
    try:
        record = studio.generation(_short(studio))
        studio.prewarm("continue", {}, Materials(before="The tide came in.")).result(WAIT)
        assert studio.replay(record.id).result(WAIT).verdict == "identical"
    finally:
        studio.close()
    assert record.candidates[0].text
    assert opened == []
    with pytest.raises(OSError, match="no socket"):
        socket.create_connection(("127.0.0.1", 9))


def test_the_engine_here_is_not_even_started_for_a_model_there(studio: Studio) -> None:
    prepared(studio)
    assert isinstance(studio.model.local, Engine)
    assert studio.model.local.child_pid is None
    assert studio.model.engine is not studio.model.local
