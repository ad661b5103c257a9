"""The record's side of the studio: what it says of a work, and how others can check it.

Parts are made when first asked for: most sessions never need them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muse_desktop.studio.studio import Studio


class Evidence:
    """Figures, keys, timeline, lineage, disclosure, checks and bundles of one workspace."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
