"""Where a document, a passage or a request came from, as the record has it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.wiping import wipe_project
from muse_desktop.provenance.exports import exports, note_export
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.lineage import Lineage, Node
from muse_desktop.provenance.lineage_fold import fold, groups
from muse_desktop.provenance.lineage_report import report_of
from muse_desktop.provenance.lineage_words import fact_lines, fate_words, title_words
from muse_desktop.store import tables
from muse_desktop.store.store import Store
from muse_desktop.studio.lineage import as_bytes
from tests.manuscript.helpers import type_at
from tests.studio.lineage_book import BEFORE, MODEL, SAID, joined, lineage, many, model, request, saved, take


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "workspace") as opened:
        yield opened


@pytest.fixture
def manuscript(store: Store) -> Manuscript:
    return Manuscript(store)


def node(found: Lineage, node_id: str) -> Node:
    one = found.node(node_id)
    assert one is not None, [node.id for node in found.nodes]
    return one


def known(one: Node) -> dict[str, str | int]:
    return {fact.key: fact.value for fact in one.facts}


def test_a_document_lists_every_input_from_recipe_to_model_and_what_came_of_each(
    store: Store, manuscript: Manuscript
) -> None:
    document = manuscript.create("The pier", "An old beginning.\n", source="pier.docx")
    session = manuscript.open(document)
    type_at(session, 0, "He stood on the pier.")

    def rows(db: Session) -> int:
        return request(
            db, document, model_id=model(db), parts=[BEFORE], fields={"mood": "grey"},
            layout={"adapters": [["/m/coast.gguf", "c" * 64, 0.5]], "draft": ["/m/tiny.gguf", "d" * 64]},
        )  # fmt: skip

    made = store.write(rows).result()
    block = take(session, made, f" {SAID}", len("He stood on the pier."))
    saved(session)
    found = lineage(manuscript, document=document)
    ask, passage, document_id = f"request:{made}", f"passage:{block}", f"document:{document}"
    expected = {
        ("recipe:continue:2", "used", ask), (f"part:{made}:before", "read", ask), ("model:1", "wrote", ask),
        (f"adapter:{'c' * 64}:0.5", "wrote", ask), (f"draft:{'d' * 64}", "wrote", ask),
        (ask, "answered", f"answer:{made}:0"), (ask, "answered", f"answer:{made}:1"),
        (f"answer:{made}:0", "accepted", passage), (passage, "stands", document_id),
        (f"typed:{document}", "entered", document_id),
    }  # fmt: skip
    assert expected <= joined(found)
    assert {one.kind for one in found.nodes} >= {"field", "imported"}
    assert node(found, f"part:{made}:before").text == "He stood on the pier."
    assert known(node(found, "model:1"))["licence"] == "apache-2.0"
    assert node(found, f"answer:{made}:1").pale
    assert not node(found, f"answer:{made}:0").pale
    spot = node(found, passage).target
    assert spot is not None
    assert session.text[spot.start : spot.end] == f" {SAID}"
    imported = next(one for one in found.of("imported"))
    assert imported.title == "pier.docx"


def test_what_the_writer_did_inside_a_passage_is_a_step_between_it_and_the_document(
    store: Store, manuscript: Manuscript
) -> None:
    document = manuscript.create("The pier")
    session = manuscript.open(document)
    made = store.write(lambda db: request(db, document)).result()
    block = take(session, made, SAID)
    type_at(session, SAID.index("night"), "cold ")
    session.apply(0, len("The tide "), "", ())
    saved(session)
    found = lineage(manuscript, document=document)
    edits = known(node(found, f"edits:{block}"))
    assert edits["typed_in"] == len("cold")
    assert edits["lost"] == len("Thetide")
    assert (f"passage:{block}", "edited", f"edits:{block}") in joined(found)
    assert (f"edits:{block}", "stands", f"document:{document}") in joined(found)


def test_a_passage_that_was_deleted_and_files_that_are_gone_leave_tombstones(
    store: Store, manuscript: Manuscript
) -> None:
    document = manuscript.create("The pier")
    session = manuscript.open(document)

    def rows(db: Session) -> int:
        return request(db, document, model_id=model(db), recipe="of-a-friend", layout={"story": [[9, "Ada"]]})

    made = store.write(rows).result()
    block = take(session, made, f"{SAID} ")
    session.apply(0, len(SAID), "", ())
    type_at(session, 1, "Mine.")
    saved(session)
    found = lineage(manuscript, there=(), document=document)
    fates = {one.id: one.fate for one in found.nodes if one.tombstone}
    assert fates == {
        f"passage:{block}": "gone", "model:1": "gone", "recipe:of-a-friend:2": "removed",
        "story:9": "removed",
    }  # fmt: skip
    assert title_words(node(found, "story:9"), "en") == "Ada"
    assert title_words(node(found, f"passage:{block}"), "en") == SAID
    assert "stands" not in {edge.relation for edge in found.edges if edge.source == f"passage:{block}"}
    assert known(node(found, "model:1"))["sha256"]


def test_a_library_text_that_was_removed_keeps_its_title_and_rights(
    store: Store, manuscript: Manuscript
) -> None:
    document = manuscript.create("The pier")
    session = manuscript.open(document)

    def rows(db: Session) -> None:
        db.add(
            tables.LibraryItem(
                title="Pilot letters", path="x", original_sha256="a" * 64, text_sha256="b" * 64,
                author="E. Marsh", rights="public_domain",
                added_at="2026-10-01T08:00:00Z", removed_at="2026-11-01T08:00:00Z",
            )
        )  # fmt: skip

    store.write(rows).result()
    for item, words in ((1, "We lay three nights."), (2, "Nobody slept.")):
        origin = session.insert_origin(Kind.PASTED_LIBRARY, library_item=item, source="Pilot letters")
        session.apply(len(session.text), 0, words, origin)
    saved(session)
    found = lineage(manuscript, document=document)
    removed, gone = node(found, "library:1"), node(found, "library:2")
    assert (removed.fate, removed.title, removed.target) == ("removed", "Pilot letters", None)
    assert known(removed)["rights"] == "public_domain"
    assert gone.fate == "gone"
    assert ("library:2", "entered", f"document:{document}") in joined(found)


def test_a_branch_is_joined_to_the_answer_it_left_and_a_rewrite_to_the_passage_it_replaced(
    store: Store, manuscript: Manuscript
) -> None:
    document = manuscript.create("The pier")
    session = manuscript.open(document)
    first = store.write(lambda db: request(db, document)).result()
    left = {"branched_from": {"generation": first, "candidate": 1, "token": 3, "kept": 4}}
    second = store.write(lambda db: request(db, document, layout=left, answers=("Nobody slept.",))).result()
    block = take(session, second, "Nobody slept. All night.")
    selected = {**BEFORE, "ingredient": "selection", "text": "Nobody slept."}
    third = store.write(lambda db: request(db, document, recipe="rewrite", parts=[selected])).result()
    again = session.insert_origin(
        Kind.REWRITTEN, generation_id=third, candidate=0, output_start=0, parent=session.runs.at(0)
    )
    session.apply(0, len("Nobody slept."), "No sleep came.", again)
    saved(session)
    found = lineage(manuscript, generation=second)
    assert (f"answer:{first}:1", "branched", f"request:{second}") in joined(found)
    assert known(node(found, f"request:{second}"))["at_token"] == 4
    assert f"request:{third}" not in {one.id for one in found.nodes}
    found = lineage(manuscript, document=document)
    assert (f"passage:{block}", "rewrote", f"part:{third}:selection") in joined(found)


def test_a_passage_shows_what_it_rests_on_and_nothing_else(store: Store, manuscript: Manuscript) -> None:
    document = manuscript.create("The pier")
    session = manuscript.open(document)
    first, second = (store.write(lambda db: request(db, document)).result() for _ in range(2))
    take(session, first, "The tide came in. ")
    take(session, second, "Nobody slept.")
    saved(session)
    found = lineage(manuscript, document=document, start=0, end=8)
    assert [one.id for one in found.of("request")] == [f"request:{first}"]
    assert found.scope.is_passage
    assert found.of("typed") == ()


def test_wiped_requests_and_documents_are_named_as_wiped_with_what_is_still_known(
    store: Store, manuscript: Manuscript
) -> None:
    keeps, goes = manuscript.create_project("Kept"), manuscript.create_project("Gone")
    wiped = manuscript.create("Secret", project_id=goes)
    document = manuscript.create("The pier", project_id=keeps)
    made = store.write(lambda db: request(db, wiped, model_id=model(db))).result()
    for number in (wiped, document):
        session = manuscript.open(number)
        take(session, made, SAID)
        session.close()
    store.write(lambda db: wipe_project(db, goes)).result()
    found = lineage(manuscript, document=document)
    ask = node(found, f"request:{made}")
    assert (ask.fate, ask.text) == ("wiped", "")
    assert "wiped" in fate_words(ask, "en")
    assert [one.title for one in found.of("model")] == ["Harbour 1B"]
    assert node(lineage(manuscript, document=wiped), f"document:{wiped}").fate == "wiped"
    with pytest.raises(MuseError) as refused:
        lineage(manuscript, document=99)
    assert refused.value.code == "lineage.no_document"
    with pytest.raises(MuseError) as unknown:
        lineage(manuscript, generation=99)
    assert unknown.value.code == "provenance.no_generation"


def test_a_document_in_the_trash_and_damaged_origins_are_said(store: Store, manuscript: Manuscript) -> None:
    document = manuscript.create("The pier")
    session = manuscript.open(document)
    made = store.write(lambda db: request(db, document)).result()
    take(session, made, SAID)
    session.close()
    manuscript.trash(document)
    found = lineage(manuscript, generation=made)
    assert node(found, f"document:{document}").fate == "trashed"

    def damage(db: Session) -> None:
        db.get_one(tables.Document, document).runs = b"not runs"

    store.write(damage).result()
    found = lineage(manuscript, document=document)
    assert [one.kind for one in found.nodes if one.layer == 0 and one.kind == "unknown"] == ["unknown"]


def test_an_export_is_on_record_and_its_name_goes_when_its_project_is_wiped(
    store: Store, manuscript: Manuscript
) -> None:
    project = manuscript.create_project("Pilots")
    document = manuscript.create("The pier", "Text.", project_id=project)
    store.write(lambda db: note_export(db, [document], "The pier.docx", b"bytes")).result()
    found = lineage(manuscript, document=document)
    (written,) = found.of("export")
    assert written.title == "The pier.docx"
    assert (f"document:{document}", "exported", written.id) in joined(found)
    store.write(lambda db: wipe_project(db, project)).result()
    (left,) = store.read(lambda db: list(exports(db)))
    assert (left.file, left.format, left.documents) == ("", "docx", (document,))


def test_hundreds_of_requests_fold_by_day_and_open_again_one_group_at_a_time(
    store: Store, manuscript: Manuscript
) -> None:
    document = manuscript.create("Many tides")
    made = many(store, document, 60, days=2)
    session = manuscript.open(document)
    for number in made[::2]:
        take(session, number, f"Answer of {number}. ")
    take(session, made[0], "Taken twice.")
    saved(session)
    whole = lineage(manuscript, document=document)
    folded = fold(whole)
    assert folded.of("request", "answer", "passage", "before") == ()
    assert [known(one)["requests"] for one in folded.of("day")] == [20, 10, 20, 10]
    assert sum(int(known(one)["taken_passages"]) for one in folded.of("day")) == 31
    assert len(folded.edges) == len({(edge.source, edge.target) for edge in folded.edges})
    first = groups(whole)[0]
    opened = fold(whole, {first.node.id})
    assert [one.id for one in opened.of("request")] == list(first.requests)
    assert len(opened.of("before")) == 20
    assert len(opened.of("day")) == 3
    assert fold(whole, {group.node.id for group in groups(whole)}) == whole


def test_a_lineage_goes_out_as_data_as_a_page_and_as_a_pdf_with_or_without_its_words(
    store: Store, manuscript: Manuscript
) -> None:
    document = manuscript.create("码头 <b>")
    session = manuscript.open(document)
    made = store.write(lambda db: request(db, document, model_id=model(db), parts=[BEFORE])).result()
    take(session, made, SAID)
    saved(session)
    found = lineage(manuscript, document=document)
    data = json.loads(as_bytes(found, ".json", "en", words=True))
    assert data["format"] == "muse-desktop/lineage/1"
    assert {edge["from"] for edge in data["edges"]} <= {one["id"] for one in data["nodes"]}
    assert data["ledger"]["head"] == found.head
    assert SAID in json.dumps(data)
    bare = as_bytes(found, ".json", "en", words=False).decode()
    assert SAID not in bare
    assert MODEL not in bare
    assert "apache-2.0" in bare
    page = as_bytes(found, ".html", "zh", words=True).decode()
    assert "码头 &lt;b&gt;" in page
    assert "自行记录" in page
    report = report_of(found, "en", words=False)
    assert SAID not in repr(report.blocks)
    assert as_bytes(found, ".pdf", "en", words=True).startswith(b"%PDF")


def test_every_kind_and_fact_is_worded_in_both_languages(store: Store, manuscript: Manuscript) -> None:
    document = manuscript.create("The pier", "Old.\n", source="pier.md")
    session = manuscript.open(document)
    store.write(lambda db: request(db, document, model_id=model(db), parts=[BEFORE], state="failed")).result()
    type_at(session, 0, "New. ")
    saved(session)
    for language in ("en", "zh"):
        for one in lineage(manuscript, document=document).nodes:
            told = [title_words(one, language), *fact_lines(one, language)]
            assert not [line for line in told if "lineage." in line]
