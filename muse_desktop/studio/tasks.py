"""Which kind of model a document needs."""

from __future__ import annotations

from muse_desktop.errors import Language
from muse_desktop.models.values import Task
from muse_desktop.text.segment import count_cjk, words

LOOKED_AT = 4000
"""Code points at the end of a text that tell its language: there the writing goes on."""


def task_of(text: str, language: Language) -> Task:
    """"chinese" where more than half of the words are 中文 (each character counts as one), else "prose".

    A text without words is taken to become one in `language`.
    """
    end = text[-LOOKED_AT:]
    found = words(end)
    if not found:
        return "chinese" if language == "zh" else "prose"
    chinese = count_cjk(end)
    return "chinese" if chinese * 2 > len(found) else "prose"
