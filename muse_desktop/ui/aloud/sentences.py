"""Which words are to be said next, what of them is said, and in which language. Positions: UTF-16 units."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtGui import QTextBlock, QTextDocument

from muse_desktop.text.offsets import Utf16Map
from muse_desktop.text.segment import count_cjk, sentences
from muse_desktop.ui.aloud.voices import Voice
from muse_desktop.ui.page.markdown import pieces

LONGEST = 1500  # code points said in one go
LOOK_BACK = 3000  # code points before the cursor in which its sentence may begin
CHINESE_FROM = 0.3  # this share of characters makes a sentence Chinese
PLACES = ("zh_CN", "zh_TW", "ja_JP", "ko_KR")  # which voice of a language, where there are several
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")


def sentence_at(document: QTextDocument, unit: int) -> int:
    """Where the sentence at `unit` begins; with nothing left to say behind it, where its paragraph does."""
    block = document.findBlock(unit)
    text = block.text()
    places = Utf16Map(text)
    at = places.to_codepoint(unit - block.position())
    if not text[at:].strip() and next_sentence(document, unit, document.characterCount()) is None:
        while block.previous().isValid() and not block.text().strip():
            block = block.previous()
        return block.position()
    first = max(0, at - LOOK_BACK)
    for start, end in sentences(text[first : at + LONGEST]):
        if first + start <= at < first + end:
            return block.position() + places.to_utf16(first + start)
    return unit


def next_sentence(document: QTextDocument, unit: int, until: int) -> tuple[int, int] | None:
    """The first sentence behind `unit` that has something to say and begins before `until`; None: no more."""
    block = document.findBlock(unit)
    while block.isValid() and max(unit, block.position()) < until:
        found = _first_in(block, max(unit, block.position()), until)
        if found is not None:
            return found
        block = block.next()
    return None


def previous_sentence(document: QTextDocument, unit: int) -> int:
    """Where the sentence before the one that begins at `unit` begins; 0 at the start."""
    block = document.findBlock(unit)
    while block.isValid():
        text = block.text()
        end = min(unit - block.position(), block.length() - 1)
        if end > 0:
            places = Utf16Map(text)
            last = places.to_codepoint(end)
            first = max(0, last - LOOK_BACK)
            for start, stop in reversed(sentences(text[first:last])):
                begin, over = (places.to_utf16(first + one) for one in (start, stop))
                if spoken_words(block, begin, over):
                    return block.position() + begin
        block = block.previous()
    return 0


def _first_in(block: QTextBlock, unit: int, until: int) -> tuple[int, int] | None:
    text = block.text()
    places = Utf16Map(text)
    at = places.to_codepoint(unit - block.position())
    last = places.to_codepoint(min(until - block.position(), block.length() - 1))
    while at < last:
        piece = text[at : min(at + LONGEST, last)]
        spans = sentences(piece)
        if not spans:
            at += len(piece)
            continue
        start, end = spans[0]
        if end == len(piece) == LONGEST and (space := piece.rfind(" ", start)) > start:
            end = space
        begin, over = places.to_utf16(at + start), places.to_utf16(at + end)
        if spoken_words(block, begin, over):
            return block.position() + begin, block.position() + over
        at += end
    return None


def spoken_words(block: QTextBlock, start: int, end: int) -> str:
    """What a voice says of [start, end) of a paragraph: no marks of Markdown, no comments; "" for nothing."""
    text = block.text()
    units = text.encode("utf-16-le", "surrogatepass")
    kept, at = [], start
    for piece in pieces(text):
        if piece.look.mark and piece.end > start and piece.start < end:
            kept.append(units[at * 2 : max(at, piece.start) * 2])
            at = max(at, piece.end)
    kept.append(units[at * 2 : max(at, end) * 2])
    said = b"".join(kept).decode("utf-16-le", "replace").strip()
    return said if any(letter.isalnum() for letter in said) else ""


def language_of(text: str) -> str:
    """ "zh", "ja" or "ko" for what only a voice of that language can say; "" for everything else."""
    letters = sum(letter.isalnum() for letter in text) or 1
    if len(_HANGUL.findall(text)) / letters >= CHINESE_FROM:
        return "ko"
    if count_cjk(text) / letters < CHINESE_FROM:
        return ""
    return "ja" if _KANA.search(text) else "zh"


def voice_for(language: str, chosen: str, voices: Sequence[Voice], own: str) -> str:
    """The id of the voice for a sentence: the writer's choice, unless it cannot say that language.

    `own` is the language of the window, for text that a Chinese voice chosen by the writer would spell out.
    """
    mine = next((voice for voice in voices if voice.id == chosen), None)
    if language:
        if mine is not None and mine.language == language:
            return mine.id
        able = sorted(
            (voice for voice in voices if voice.language == language),
            key=lambda voice: PLACES.index(voice.place) if voice.place in PLACES else len(PLACES),
        )
        return able[0].id if able else chosen
    if mine is None or mine.language not in ("zh", "ja", "ko"):
        return chosen if mine is not None else ""
    wanted = own if own not in ("zh", "ja", "ko") else "en"
    return next((voice.id for voice in voices if voice.language == wanted), chosen)
