"""Editing a session as the page does."""

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
