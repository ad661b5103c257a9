"""Hands-only: nothing is asked of the model for a project, by whatever way, until its writer ends it."""

import pytest

from muse_desktop.craft.prompt import Materials
from muse_desktop.errors import MuseError
from muse_desktop.settings import Settings
from muse_desktop.studio.studio import Studio
from tests.ui.window.scripted import ScriptedEngine

PATIENCE_S = 20


@pytest.fixture
def engine():
    return ScriptedEngine()


@pytest.fixture
def studio(tmp_path, engine, monkeypatch):
    from muse_desktop.engine.trial import Trial, Trials

    monkeypatch.setattr(Trials, "try_file", lambda *_, **__: Trial(True))
    model = tmp_path / "Scripted 1B.gguf"
    model.write_bytes(b"GGUF scripted")
    settings = Settings(language="en", model_path=str(model))
    with_engine = Studio.open(tmp_path / "work", settings=settings, engine=engine)
    yield with_engine
    with_engine.close()


@pytest.fixture
def document(studio):
    return studio.manuscript.create("Scene", "The tide came in.")


@pytest.fixture
def project(studio, document):
    return studio.writing.bible.project_of(document)


def prepared(studio, document):
    around = Materials("The tide came in.", document=document)
    return studio.prepare("continue", {}, around).result(PATIENCE_S)


def refused(work):
    with pytest.raises(MuseError) as told:
        work()
    return told.value.code == "studio.hands_only"


def test_preparing_generating_and_accepting_are_refused(studio, document, project, engine):
    ready = prepared(studio, document)
    done = studio.generate(ready, document=document).future.result(PATIENCE_S)
    studio.hands.begin(project).result()
    asked = len(engine.requests)
    assert refused(lambda: prepared(studio, document))
    assert refused(lambda: studio.generate(ready, document=document).future.result(PATIENCE_S))
    session = studio.manuscript.open(document)
    assert refused(lambda: studio.accept(session, done, 0, 0, 4))
    assert refused(lambda: studio.alternatives(done, 0, 1).result(PATIENCE_S))
    assert len(engine.requests) == asked


def test_words_one_by_one_are_refused_even_in_a_text_that_had_begun(studio, document, project, engine):
    words = studio.word_by_word(prepared(studio, document), document)
    words._standing()  # the prompt is read, as with the first word
    studio.hands.begin(project).result()
    asked = len(engine.requests)
    assert refused(lambda: words.options().result(PATIENCE_S))
    assert refused(lambda: words.run().future.result(PATIENCE_S))
    assert len(engine.requests) == asked


def test_nothing_is_read_ahead(studio, document, project, engine):
    prepared(studio, document)
    studio.hands.begin(project).result()
    around = Materials("The tide came in.", document=document)
    assert studio.prewarm("continue", {}, around).result(PATIENCE_S).tokens == 0
    assert engine.warmed == []


def test_what_is_being_written_and_what_waits_are_stopped(studio, document, project, engine):
    engine.gate.clear()
    ready = prepared(studio, document)
    runs = [studio.generate(ready, document=document) for _ in range(2)]
    while not engine.requests:
        pass
    studio.hands.begin(project).result()
    writing = studio.generation(runs[0].future.result(PATIENCE_S))
    assert {one.stop_reason for one in writing.candidates} == {"cancelled"}
    waiting = runs[1].future.exception(PATIENCE_S)
    assert waiting is None or waiting.code == "studio.hands_only"


def test_another_project_goes_on_and_after_the_end_this_one_does_too(studio, document, project):
    other = studio.manuscript.create("b", "Salt.", project_id=studio.manuscript.create_project("Other"))
    studio.hands.begin(project).result()
    assert studio.generate(prepared(studio, other), document=other).future.result(PATIENCE_S)
    assert refused(lambda: studio.prepare("continue", {}, Materials("a")).result(PATIENCE_S))
    studio.hands.end(project).result()
    assert studio.generate(prepared(studio, document), document=document).future.result(PATIENCE_S)


def test_listeners_hear_of_the_beginning_and_the_end(studio, project):
    heard = []
    studio.hands.on_change.append(lambda: heard.append(studio.writing.hands_only.now_on(project)))
    began = studio.hands.begin(project).result()
    studio.hands.end(project).result()
    studio.store.write(lambda _db: None).result()  # after the listeners, which run on that thread
    assert heard == [began, None]


def test_the_message_names_the_project_in_both_languages(studio, project):
    studio.hands.begin(project).result()
    with pytest.raises(MuseError) as told:
        studio.hands.refuse(None)
    assert studio.title in told.value.text("en")
    assert studio.title in told.value.text("zh")


def test_the_story_bible_of_the_documents_project_is_told_and_recorded(studio, document, project):
    mira = studio.writing.bible.add(project, "Mira", notes="Keeper of the light.").result()
    studio.writing.bible.add(project, "Tom", notes="Not here.").result()
    around = Materials("Mira went down.", document=document)
    ready = studio.prepare("continue", {}, around).result(PATIENCE_S)
    assert [entry.id for entry in ready.story.told] == [mira]
    assert "Mira (character): Keeper of the light." in ready.prompt.raw()
    assert ready.prompt.raw().endswith("Mira went down.")
    assert [share.ingredient for share in ready.shares] == ["bible", "before"]
    assert all(share.tokens for share in ready.shares)
    number = studio.generate(ready, document=document).future.result(PATIENCE_S)
    part = next(one for one in studio.generation(number).parts if one["ingredient"] == "bible")
    assert "Keeper of the light." in part["text"]
    muted = studio.prepare("continue", {}, around, frozenset({"bible"})).result(PATIENCE_S)
    assert muted.prompt.raw() == "Mira went down."
    assert [share.muted for share in muted.shares] == [True, False]


def test_without_anyone_named_there_is_no_ingredient_to_show(studio, document, project):
    studio.writing.bible.add(project, "Tom", notes="Not here.").result()
    assert [share.ingredient for share in prepared(studio, document).shares] == ["before"]
