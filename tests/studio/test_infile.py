"""What goes into an exported file about who wrote it, and what of that comes back when it is read again."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from muse_desktop.errors import MuseError
from muse_desktop.formats.novel import read_novel
from muse_desktop.formats.origin_claims import FileClaims, read_claims
from muse_desktop.manuscript.incoming import bring_in
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.provenance import ledger
from muse_desktop.provenance.claims import claim_of, file_of
from muse_desktop.provenance.display import shares
from muse_desktop.provenance.figures import words_of
from muse_desktop.provenance.generations import witness
from muse_desktop.provenance.kinds import Kind
from muse_desktop.settings import Settings
from muse_desktop.store import tables
from muse_desktop.studio.annotating import with_claims
from muse_desktop.studio.novel_plan import NovelPlan
from muse_desktop.studio.novels import CompileWish
from muse_desktop.studio.spreadsheets import TablesWish, save_tables
from muse_desktop.studio.studio import Studio
from tests.manuscript.helpers import accept_at, type_at
from tests.ui.window.scripted import ScriptedEngine

OWN = " ".join(f"typed{number}" for number in range(50))
MODEL = " ".join(f"made{number}" for number in range(50))


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    settings = Settings(language="en", author="Ines Marr")
    made = Studio.open(tmp_path / "work", settings=settings, engine=ScriptedEngine())  # type: ignore[arg-type]
    yield made
    made.close()


@pytest.fixture
def mixed(studio: Studio) -> int:
    """50 words typed, 50 inserted, 10 of those written over; saved and closed."""
    document = studio.manuscript.create("Mixed")
    session = studio.manuscript.open(document)
    type_at(session, 0, OWN + " ")
    accept_at(session, len(session.text), MODEL, generation=generation(studio))
    for number in range(10):
        old, new = f"made{number * 5}", f"mine{number}"
        at = session.text.index(old + ("" if number == 9 else " "))
        session.apply(at, len(old), new, session.typed_origin(at, new))
    session.close()
    return document


def generation(studio: Studio) -> int:
    """A row for a generation of "Some Model"."""

    def work(db: Session) -> int:
        model = tables.ModelFile(sha256="ab" * 32, path="/m.gguf", name="Some Model", added_at="2026-01-01")
        db.add(model)
        db.flush()
        row = tables.Generation(
            recipe="continue", seed=7, model_file_id=model.id, state="done", created_at="2026-01-01T00:00:00Z"
        )
        db.add(row)
        db.flush()
        db.add(
            tables.Candidate(
                generation_id=row.id, position=0, seed=7, text="=1+1 " + MODEL, updated_at="2026-01-01",
                accepted=[{"start": 5, "end": 5 + len(MODEL), "document": 1}],
            )
        )  # fmt: skip
        ledger.append(db, "generation", payload=witness(db, row))
        return row.id

    return studio.store.write(work).result()


def said_words(manuscript: Manuscript, document: int) -> dict[str, int]:
    """Words by who is said to have written them."""
    found = manuscript.read(document)
    words: dict[str, int] = {}
    for start, end, one in found.runs.spans():
        claim = claim_of(manuscript.book.get(one))
        name = claim.key if claim is not None else "nobody"
        words[name] = words.get(name, 0) + len(found.text[start:end].split())
    return words


def taken_in(studio: Studio, path: Path, keep: bool = True) -> int:
    """The first document of a file that was brought in."""
    novel = read_novel(path)
    documents = NovelPlan.of(novel).documents(str)
    if keep:
        assert novel.annotated is not None
        assert novel.annotated.verified
        documents = with_claims(documents, novel.annotated)
    return bring_in(studio.manuscript, documents, path.name, title="Back").documents[0]


def test_shares_survive_saving_export_and_coming_in_again(
    studio: Studio, mixed: int, tmp_path: Path
) -> None:
    found = studio.manuscript.read(mixed)
    kinds = shares(found.text, found.runs, studio.manuscript.book).kinds
    assert {kind: share.words for kind, share in kinds.items()} == {Kind.TYPED: 60, Kind.GENERATED: 40}
    path = tmp_path / "Mixed.md"
    studio.export(mixed, path, annotations=True).result()
    back = taken_in(studio, path)
    assert studio.manuscript.read(back).text == found.text
    assert said_words(studio.manuscript, back) == {"@Ines Marr": 60, "&Some Model": 40}
    again = tmp_path / "Again.md"
    studio.export(back, again, annotations=True).result()
    assert again.read_text("utf-8") == path.read_text("utf-8")


def test_what_a_file_claims_is_imported_and_counted_apart(
    studio: Studio, mixed: int, tmp_path: Path
) -> None:
    studio.export(mixed, tmp_path / "Mixed.md", annotations=True).result()
    back = taken_in(studio, tmp_path / "Mixed.md")
    project = next(one.project_id for one in studio.manuscript.documents() if one.id == back)
    figures = studio.evidence.figures(project)
    assert (words_of(figures.shares, "imported"), figures.model_words) == (100, 0)
    assert figures.said_model_words == 40
    origins = {studio.manuscript.book.get(run.origin) for run in studio.manuscript.read(back).runs}
    assert {file_of(one) for one in origins} == {"Mixed.md"}
    assert studio.verify()["problems"] == []
    plain = taken_in(studio, tmp_path / "Mixed.md", keep=False)
    assert said_words(studio.manuscript, plain) == {"nobody": 100}


def test_a_compiled_manuscript_says_who_wrote_what_too(studio: Studio, mixed: int, tmp_path: Path) -> None:
    project = studio.manuscript.projects()[0].id
    studio.manuscript.create("Salt", "Imported words.", node="chapter")
    path = tmp_path / "Book.md"
    studio.compile(CompileWish(project, path, "Book", "Ines Marr", annotations=True)).result()
    novel = read_novel(path)
    assert novel.annotated is not None
    assert novel.annotated.verified
    said = novel.annotated
    whose = {one.author.key: said.text[one.start : one.end] for one in said.spans}
    assert whose["@Ines Marr"].startswith("typed0 typed1") or "mine" in whose["@Ines Marr"]
    assert not any("Imported" in text or "Salt" in text for text in whose.values())


def word_claims(path: Path) -> FileClaims:
    found = read_claims(path.read_bytes(), ".docx")
    assert found is not None
    return found


def test_a_word_file_says_how_much_rests_on_generated_text(
    studio: Studio, mixed: int, tmp_path: Path
) -> None:
    studio.export(mixed, tmp_path / "a.docx").result()
    found = word_claims(tmp_path / "a.docx")
    figures = studio.evidence.figures(studio.manuscript.projects()[0].id, [mixed])
    assert found.model_words == (figures.model_words, 100)
    assert found.source_type == "compositeWithTrainedAlgorithmicMedia"
    assert found.named["ai-disclosure"] == "mixed"
    assert "Ines Marr" in found.named["copyright"]
    with zipfile.ZipFile(tmp_path / "a.docx") as file:
        remark = file.read("docProps/core.xml").decode()
    assert "rest on text that a language model generated (Some Model)" in remark
    assert "not proof of authorship" in remark


def test_turning_the_notice_off_is_on_record_and_holds_for_the_project(
    studio: Studio, mixed: int, tmp_path: Path
) -> None:
    project = studio.manuscript.projects()[0].id
    studio.export(mixed, tmp_path / "a.docx", notice=False).result()
    assert "ai-disclosure" not in word_claims(tmp_path / "a.docx").named
    assert "Ines Marr" in word_claims(tmp_path / "a.docx").named["copyright"]
    studio.compile(CompileWish(project, tmp_path / "b.docx", "B", "I. M.")).result()
    assert word_claims(tmp_path / "b.docx").model_words is None
    studio.compile(CompileWish(project, tmp_path / "b.docx", "B", "I. M.", notice=True)).result()
    assert word_claims(tmp_path / "b.docx").named["ai-disclosure"] == "mixed"
    studio.evidence.notices.turn(project, True).result()  # it is so already: no record
    kinds = studio.store.read(lambda db: [row.kind for row in db.query(tables.Event)])
    assert [kind for kind in kinds if kind.startswith("notice")] == ["notice_off", "notice_on"]
    assert studio.verify()["ok"]


def test_a_work_that_was_only_typed_claims_no_more_than_is_known(studio: Studio, tmp_path: Path) -> None:
    document = studio.manuscript.create("Typed")
    session = studio.manuscript.open(document)
    type_at(session, 0, "All of it typed.")
    session.close()
    studio.export(document, tmp_path / "a.docx").result()
    found = word_claims(tmp_path / "a.docx")
    assert (found.named["ai-disclosure"], found.source_type) == ("none", "digitalCreation")
    other = studio.manuscript.create("Imported", "Who knows.")
    studio.export(other, tmp_path / "b.docx").result()
    found = word_claims(tmp_path / "b.docx")
    assert "ai-disclosure" not in found.named
    assert found.source_type == ""


def test_a_file_that_claims_origins_is_believed_nothing(studio: Studio, mixed: int, tmp_path: Path) -> None:
    studio.export(mixed, tmp_path / "a.docx").result()
    novel = read_novel(tmp_path / "a.docx")
    assert novel.claims is not None
    assert novel.claims.model_words is not None
    back = bring_in(studio.manuscript, NovelPlan.of(novel).documents(str), "a.docx", title="Back")
    figures = studio.evidence.figures(back.project)
    assert (figures.model_words, figures.said_model_words) == (0, 0)
    assert words_of(figures.shares, "imported") == figures.words


def rows(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_record_is_saved_as_tables_that_run_nothing(studio: Studio, mixed: int, tmp_path: Path) -> None:
    studio.manuscript.rename(mixed, '=HYPERLINK("http://x")')
    wish = TablesWish(tmp_path, "Salt", studio.manuscript.projects()[0].id, words=True)
    names = [path.name for path in save_tables(studio, wish)]
    assert names == ["Salt-events.csv", "Salt-generations.csv", "Salt-weeks.csv"]
    events = rows(tmp_path / "Salt-events.csv")
    assert [row[0] for row in events[1:]] == [str(number) for number in range(1, len(events))]
    [head, made] = rows(tmp_path / "Salt-generations.csv")
    told = dict(zip(head, made, strict=True))
    assert told["Text of the answer"] == "'=1+1 " + MODEL
    assert (told["Times taken"], told["Characters taken"]) == ("1", str(len(MODEL)))
    cells = [cell for row in events for cell in row]
    assert "'=HYPERLINK(\"http://x\")" in cells
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)
    [head, week] = rows(tmp_path / "Salt-weeks.csv")
    told = dict(zip(head, week, strict=True))
    assert (told["Yours"], told["The model's"], told["Yours, %"]) == ("60", "40", "60")


def test_only_what_is_chosen_is_written_and_without_a_mark_where_none_is_wanted(
    studio: Studio, tmp_path: Path
) -> None:
    wish = TablesWish(tmp_path, "a", events=False, generations=False, bom=False)
    [path] = save_tables(studio, wish)
    assert path.read_bytes().startswith(b'"Week from"')
    with pytest.raises(MuseError, match="No table"):
        save_tables(studio, TablesWish(tmp_path, "a", None, False, False, False))
