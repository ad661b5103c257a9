"""Whether the workspace's record holds, in one shape for the command line, the window and other programs."""

from __future__ import annotations

from functools import partial
from typing import Any

from muse_desktop.errors import Language
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.provenance.verifying import expected, head_text, notes, verify_record
from muse_desktop.store.store import Store


def verify(
    store: Store, manuscript: Manuscript, language: Language, head: str = "", key: str = ""
) -> dict[str, Any]:
    """Check the record; `head` and `key`: what the reader was told by another way ("" nothing).

    `{ok, events, documents, redacted, problems, first_bad, head, completeness, complete_to, key, signed,
    keys, notes}`: `problems` are sentences, each names its place; `first_bad` the number of the first bad
    record or null; `head` is "NUMBER:HASH" of the last record in order; `completeness` and `key` are
    "confirmed", "unconfirmed" (compared with nothing) or "contradicted" (a problem too); `complete_to` the
    record with the expected head; `signed` `{checkpoints, to, at, fingerprint}`; `keys` a list of
    `{fingerprint, kept_in, created_at, retired_at}`; `notes` sentences on what is not confirmed; `redacted`:
    records whose words are not kept any more. Raises MuseError provenance.no_head, no_fingerprint.
    """
    found = store.read(partial(verify_record, wanted=expected(head, key)))
    return {
        "ok": found.ok,
        "events": found.events,
        "documents": len(manuscript.documents()),
        "redacted": found.redacted,
        "problems": [problem.text(language) for problem in found.problems],
        "first_bad": found.first_bad,
        "head": head_text(found.seq, found.head),
        "completeness": found.complete,
        "complete_to": found.complete_to,
        "key": found.signed.known_key,
        "signed": {
            "checkpoints": found.signed.checkpoints,
            "to": found.signed.signed_to,
            "at": found.signed.at,
            "fingerprint": found.signed.key,
        },
        "keys": [
            {
                "fingerprint": one.fingerprint,
                "kept_in": one.kept_in,
                "created_at": one.created_at,
                "retired_at": one.retired_at,
            }
            for one in found.keys
        ],
        "notes": [note.text(language) for note in notes(found)],
    }
