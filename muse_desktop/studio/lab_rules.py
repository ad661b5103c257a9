"""What the speed lab reckons without a model: where to cut a text, which file to take, what to call one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from muse_desktop.engine.values import KINDS
from muse_desktop.errors import MuseError
from muse_desktop.studio.lab_values import LabRow
from muse_desktop.text.segment import count_words

CLOSE = 0.05
"""Nats a token: up to here a smaller file counts as almost the same. Of an 8-billion model Q4_K_M is about
there, of a small model only the larger kinds are: what a divergence means for prose no number tells, so the
samples stand beside it."""
ALIKE_BITS = 0.02
"""Bits per character that a model must do better to be taken in place of a smaller one of another family."""
_KIND = re.compile(
    r"(?i)(?<![a-z0-9])(i?q\d+_k_(?:xs|xl|s|m|l)|i?q\d+_(?:k|xxs|xs|nl|s|m|\d)|bf16|f16|f32|fp16)(?![a-z0-9])"
)


def common_cut(ends: Sequence[Sequence[int]], limit: int) -> int:
    """How many characters of a text to take, so that no vocabulary makes more than `limit` tokens of them.

    `ends`: for each vocabulary where each token ends (code points).
    """
    cuts = [one[min(limit, len(one)) - 1] if one and limit > 0 else 0 for one in ends]
    return min(cuts, default=0)


def opening(text: str, most: int) -> str:
    """The first `most` characters, without half a word at the end, for a model to write on from."""
    if len(text) <= most:
        return text.rstrip()
    head = text[:most]
    space = max(head.rfind(mark) for mark in " \n\t")
    if text[most].isspace() or space < most // 2:  # no word is cut, or it is written without spaces
        return head.rstrip()
    return head[:space].rstrip()


def words_per_token(text: str, tokens: int) -> float:
    """Of a text that is so many tokens; characters count as words in Chinese."""
    return count_words(text) / tokens if tokens else 0.0


def recommended(rows: Sequence[LabRow], base: int) -> int:
    """The place of the file to take; -1 when none could be measured.

    Of the base and those files whose divergence from it is at most CLOSE, the smallest; of equal ones the
    faster. Where every other file has another vocabulary, so that nothing can be said of divergence: the one
    with the fewest bits per character, or a smaller one that needs at most ALIKE_BITS more. Only files that
    could be loaded here are measured, so what is recommended fits.
    """
    if base < 0:
        return -1
    others = [place for place, row in enumerate(rows) if row.measured and place != base]
    if others and all(rows[place].divergence is None for place in others):
        fewest = min(rows[place].bits_per_character for place in (base, *others))
        good = [at for at in (base, *others) if rows[at].bits_per_character <= fewest + ALIKE_BITS]
    else:
        gaps = {place: rows[place].divergence for place in others}
        good = [base, *(place for place, gap in gaps.items() if gap is not None and gap <= CLOSE)]
    return min(good, key=lambda place: (rows[place].bytes, -rows[place].words_per_s, place))


def kind_name(told: str) -> str:
    """The name of a kind as files have it: "Q4_K - Medium" is Q4_K_M."""
    for word in ("Small", "Medium", "Large"):
        told = told.replace(f" - {word}", f"_{word[0]}")
    return told


def quantised_name(stem: str, kind: str) -> str:
    """A file name: the kind in a name (without ending) replaced by another, or added."""
    named = list(_KIND.finditer(stem))
    if named:
        return f"{stem[: named[-1].start()]}{kind}{stem[named[-1].end() :]}.gguf"
    return f"{stem}-{kind}.gguf"


def quantised_bytes(parameters: int, kind: str) -> int:
    """About how large a model of so many parameters is. Small models come out larger: rows that do not
    divide by 256 are stored in wider kinds. Raises MuseError `engine.quantise_kind`."""
    for known in KINDS:
        if known.name == kind:
            return round(parameters * known.bits / 8)
    raise MuseError("engine.quantise_kind", kind=kind[:40])
