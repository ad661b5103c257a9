"""Bytes of a text file to text, whatever wrote them. Line ends stay as they are."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from muse_desktop.errors import MuseError

_MARKS = (  # the longer marks first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (  # PDF, zip (docx, odt, epub), pictures, models, gzip, RTF, old Word
    *(b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
    *(b"GGUF", b"\x1f\x8b", b"{\\rtf", b"\xd0\xcf\x11\xe0"),
)
_SAMPLE = 1 << 18
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1c-\x1f\x7f]")
_HIGH_RUNS = re.compile(rb"[\x80-\xff]+")
# The most frequent characters of modern and classical Chinese (both scripts), kana and Hangul syllables.
# A wrong reading of the bytes hits them by chance only.
_COMMON = frozenset(
    "的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其里所去行过家十用发天如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从"
    "這為來個們說國時於對後會著裡過發與學進種將還從沒當經無軍兩長開間現動問關點頭聽話覺讓給愛見麼實體樣幾樂風"
    "月山水花雲云春秋夜明何不相知上空白日江入不見君"
    "のにはをたがでてとしれさいるなもらりきかくよっんまこそあうすつけ、。，ー"
    "이다는의에을가고하지은한도를로서나아기사리있"
)
_DOUBLE_BYTE = ("gb18030", "big5", "cp932", "cp949", "euc_jp")
_ENOUGH_COMMON = 0.12


@dataclass(frozen=True)
class Decoded:
    """The text of a file, the Python name of its encoding, and a message code saying what was uncertain.

    `note` is "" for a file that says or proves its encoding, "text.guessed" when it was inferred, and
    "text.replaced" when some bytes could not be read and stand as U+FFFD.
    """

    text: str
    encoding: str
    note: str = ""


def decode(data: bytes) -> Decoded:
    """The text in `data`; line ends are kept.

    Tried in this order: a byte order mark, UTF-8, UTF-16, then GB18030, Big5, Japanese, Korean and Windows
    code pages. Raises MuseError `text.binary` when the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict_or_replaced(data[len(mark) :], encoding)
    if data.startswith(_MAGIC):
        raise MuseError("text.binary")
    if encoding := _unmarked_utf16(data):
        return Decoded(*_text_and_encoding(data, encoding), note="text.guessed")
    sample = data[:_SAMPLE]
    if b"\x00" in data or len(_CONTROLS.findall(sample)) * 50 > len(sample):
        raise MuseError("text.binary")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _legacy(data)


def _strict_or_replaced(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    if "\x00" in text:
        raise MuseError("text.binary")
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return Decoded(text, encoding, "text.replaced")
    return Decoded(text, encoding)


def _text_and_encoding(data: bytes, encoding: str) -> tuple[str, str]:
    return data.decode(encoding, "replace"), encoding


def _unmarked_utf16(data: bytes) -> str:
    """The byte order of UTF-16 without a mark: nearly every other byte of Western text is zero."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return ""
    pairs = len(sample) // 2
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    for zeros, others, encoding in ((high, low, "utf-16-le"), (low, high, "utf-16-be")):
        if zeros * 10 >= pairs * 7 and others == 0:
            return encoding
    return ""


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes: far more of its many-byte letters are whole than broken."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for ch in text if ch > "\x7f") - broken
    return Decoded(text, "utf-8", "text.replaced") if whole >= 10 * broken else None


def _legacy(data: bytes) -> Decoded:
    """Older encodings. Double-byte ones pair their high bytes; Western ones scatter them among ASCII."""
    sample = data[:_SAMPLE]
    runs = _HIGH_RUNS.findall(sample)
    high = sum(map(len, runs))
    paired = sum(len(run) for run in runs if len(run) > 1)
    if paired * 2 >= high:
        scored = [(score, name) for name in _DOUBLE_BYTE if (score := _common_share(data, name)) > 0]
        if scored and max(scored)[0] >= _ENOUGH_COMMON:
            encoding = max(scored)[1]
            return Decoded(data.decode(encoding), encoding, "text.guessed")
        if encoding := _other_code_page(sample):
            return Decoded(data.decode(encoding, "replace"), encoding, "text.guessed")
    try:
        return Decoded(data.decode("cp1252"), "cp1252", "text.guessed")
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1"), "latin-1", "text.guessed")


def _common_share(data: bytes, encoding: str) -> float:
    """The share of frequent characters among the non-ASCII ones when `data` is read as `encoding`."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    other = [ch for ch in text[:_SAMPLE] if ch > "\x7f"]
    return sum(ch in _COMMON for ch in other) / len(other) if other else 0.0


def _other_code_page(sample: bytes) -> str:
    """What charset-normalizer makes of Cyrillic, Greek, Hebrew … code pages; "" when it does not know."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else ""
