"""Names of authors: one key for the ways one name is written."""

from __future__ import annotations

import re

from muse_desktop.text.normalise import normalise

_TURNED = re.compile(r"^(?P<family>[^,，]+),\s*(?P<given>[^,，]+)$")
_NOT_GIVEN = re.compile(r"^(?:jr|sr|ii|iii|esq|m\.?d|ph\.?d)\.?$", re.IGNORECASE)


def displayed_author(name: str) -> str:
    """A name as it is said: "Austen, Jane" is "Jane Austen"; several names or a title stay as they are."""
    found = _TURNED.match(name.strip())
    if found is None or _NOT_GIVEN.match(found["given"].strip()):
        return " ".join(name.split())
    return " ".join(f"{found['given']} {found['family']}".split())


def author_key(name: str) -> str:
    """Equal for names that differ in order, case, accents, signs or 繁/简 alone; "" for no letters."""
    return normalise(displayed_author(name)).letters
