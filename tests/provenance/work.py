"""A small work as the app would make it: documents typed in, answers of a model, what was taken of them."""

from __future__ import annotations

from functools import partial

from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.provenance.figures import Figures
from muse_desktop.provenance.gather import gather
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.retyped import AnswerIndex
from muse_desktop.provenance.runs import Run
from muse_desktop.store import tables
from muse_desktop.store.clock import now
from muse_desktop.store.store import Store


class Work:
    """A manuscript with one writer. What it does is saved when `figures` is asked for."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.manuscript = Manuscript(store)
        self.book = self.manuscript.book
        self.answers = AnswerIndex()

    def document(self, title="Chapter one", text="", kind=Kind.IMPORTED):
        return self.manuscript.open(self.manuscript.create(title, text, kind))

    def type(self, session, text, at=None):
        start = len(session.text) if at is None else at
        session.apply(start, 0, text, session.typed_origin(start, text))

    def put(self, session, text, kind, at=None, **details):
        start = len(session.text) if at is None else at
        session.apply(start, 0, text, session.insert_origin(kind, **details))

    def answer(self, *texts, prompt="", document=None, layout=None, state="done", model=None):
        """A generation that was asked and answered; its number."""

        def work(db):
            row = tables.Generation(
                document_id=document, recipe="continue", prompt_text=prompt, seed=1, created_at=now(),
                state=state, layout=layout or {}, model_file_id=model,
            )  # fmt: skip
            db.add(row)
            db.flush()
            for position, text in enumerate(texts):
                db.add(
                    tables.Candidate(
                        generation_id=row.id, position=position, seed=1, text=text, updated_at=now()
                    )
                )
            return row.id

        return self.store.write(work).result()

    def model(self, name="Small model", licence="apache-2.0"):
        def work(db):
            row = tables.ModelFile(
                sha256="ab" * 32, path="/m.gguf", name=name, licence=licence, added_at=now()
            )
            db.add(row)
            db.flush()
            return row.id

        return self.store.write(work).result()

    def accept(self, session, generation, text, at=None, kind=Kind.GENERATED, candidate=0, output_start=0):
        """Take text of an answer; the block's number."""
        start = len(session.text) if at is None else at
        origin = session.insert_origin(
            kind, generation_id=generation, candidate=candidate, output_start=output_start
        )
        session.apply(start, 0, text, (Run(len(text), origin),))
        return origin

    def save(self):
        for session in self.manuscript.open_sessions():
            session.seal()
            session.save().result()

    def figures(self, project=1, documents=None) -> Figures:
        self.save()
        return self.store.read(
            partial(
                gather, book=self.book, project=project, documents=documents, answers=self.answers
            )
        )
