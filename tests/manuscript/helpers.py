"""Editing a session as the page does."""

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.provenance.kinds import Kind


def type_at(session, start, text):
    """Key by key, as a writer types."""
    for offset, letter in enumerate(text):
        place = start + offset
        session.apply(place, 0, letter, session.typed_origin(place, letter))


def accept_at(session, start, text, generation=1):
    """Insert a candidate; its origin."""
    origin = session.insert_origin(Kind.GENERATED, generation_id=generation, candidate=0, output_start=0)
    session.apply(start, 0, text, origin)
    return origin


def kinds_of(session):
    """(text, kind) of each run."""
    return [
        (session.text[start:end], str(session.book.get(origin).kind))
        for start, end, origin in session.runs.spans()
    ]


def drawn(tree, trash=False):
    """ "I(1(a b) 2) II(n)" """
    read = tree.read()

    def one(node):
        inside = " ".join(one(child) for child in read.inside(node.id))
        return node.title + (f"({inside})" if inside else "")

    projects = dict.fromkeys(node.project_id for node in read)
    told = " | ".join(" ".join(one(node) for node in read.top(project)) for project in projects)
    return told + ("" if not trash else " ~ " + " ".join(one(node) for node in read.trash()))


def refused(code, act, *values, **named):
    with pytest.raises(MuseError) as error:
        act(*values, **named)
    assert error.value.code == f"manuscript.{code}"
    assert error.value.text("en") != error.value.text("zh")
