"""Quotations that name where they are from: a copy that tells is none to raise.

Quotation marks alone say nothing: in a novel they hold what people say, copied or not, and "said Anna" behind
them is no source. So an attribution is a name the library knows, or words that hardly stand beside speech:
"according to …", "… wrote", a dash and a name, a footnote, a page; 《…》 云, 古人云, —— and a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex  # type: ignore[import-untyped, unused-ignore]

from muse_desktop.originality.passages import union
from muse_desktop.text.names import Names
from muse_desktop.text.quoted import LONGEST, inside
from muse_desktop.text.quoted import quotations as quoted

_NEAR = 120  # code points before and behind a quotation, in its paragraph
_LONGEST_NAME = 60
_PARTICLES = frozenset({"de", "van", "von", "der", "la", "le", "du", "jr", "sr", "anonymous", "various"})

_WORD = r"\p{Lu}[\p{L}\p{M}.'’\-]*"
_NAME = rf"{_WORD}(?:\s+(?:de|van|von|der|la|le|du|of|the|{_WORD})){{0,5}}"
_HAN_NAME = r"[\p{Han}·・]{2,12}"
_TITLE = r"《[^》\n]{1,40}》"
# Behind a dash: a name, with a title or a year; in Chinese no words that begin somebody's answer.
_SMALL = r"of|the|de|van|von|der|la|le|du|and|in|to|on|from|[\d–\-]+|chapter|act|scene|book|canto|vol\."
_SIGN = (
    rf"[*_]{{0,2}}{_WORD}(?:[\s,:;*_(\[“\"]+(?:{_WORD}|{_SMALL})){{0,11}}[*_)\]”\"]{{0,3}}"
    rf"|[[\p{{Han}}·・]--[我你您他她它是不了的吗呢吧啊这那好没]]{{2,8}}[ \t，,]?(?:{_TITLE}[^\n]{{0,12}})?"
    rf"|{_TITLE}"
)
_SAGES = (
    "[诗詩书書易礼禮传傳经經子]|[老庄莊孟孔荀墨韩韓]子|古人|古语|古語|前人|俗话|俗話|谚语|諺語|圣人|聖人|先贤|先賢"
    "|佛经|佛經"
)
_BEFORE = regex.compile(
    rf"""(?V1)(?:
      (?i:according\s+to|in\s+the\s+words\s+of|to\s+quote|quoting|quoted\s+(?:from|by|in)|as\s+told\s+by
        |(?:written|put)\s+by)\s+(?-i:(?:the\s+)?{_NAME})
    | {_NAME}(?:['’]s)?\s+(?:(?:once|famously|also|himself|herself|later)\s+)?
      (?:wrote|writes|has\s+written|had\s+written|puts?\s+it
        |(?<=once\s+|famously\s+)(?:said|remarked|observed))
    | {_TITLE}[^。！？\n]{{0,10}}?(?:曰|云|言|说|說|写|寫|道|载|載|记|記|[:：，,])
    | (?:{_SAGES})有?(?:曰|云|言|说|說)
    | {_HAN_NAME}(?:曾)?(?:写道|寫道|有诗|有詩|有云|有言|诗云|詩云|的名句)
    | (?:引自|引用|摘自|语出|語出|出自){_HAN_NAME}
    | (?:正如|据|據|诚如|誠如){_HAN_NAME}?所(?:言|说|說|云|写|寫|述)
    )[^.!?。！？\n]{{0,40}}$""",
    regex.VERBOSE,
)
_YEAR_OR_PAGE = rf"\b1[0-9]{{3}}\b|\b20[0-9]{{2}}\b|\bpp?\.\s*\d|{_TITLE}|第[^()（）\n]{{1,8}}[章回页頁卷]"
_BEHIND = regex.compile(
    rf"""(?V1)^[.,;:。，；：!?！？…\s*_]{{0,4}}(?:
      (?:[—–―]{{1,2}}|--)\s*(?P<dash>{_SIGN})\s*(?=[\n.;。；)]|$)
    | (?P<note>\[\^?[\w.\-]{{1,12}}\]|[¹²³⁴-⁹⁰]{{1,3}})
    | [(（][^()（）\n]{{0,60}}(?:{_YEAR_OR_PAGE})[^()（）\n]{{0,40}}[)）]
    | (?i:wrote|writes|in\s+the\s+words\s+of|according\s+to)\s+{_NAME}
    | {_NAME}\s+(?:once\s+)?(?:wrote|writes)
    )""",
    regex.VERBOSE,
)
# A line of its own under the words it belongs to: "— Herman Melville, Moby-Dick", "——鲁迅《野草》".
_SIGNED = regex.compile(rf"(?V1)^[ \t>]*(?:[—–―]{{1,2}}|--)[ \t]*(?P<who>{_SIGN})[ \t*_.]*$")
_DASH = regex.compile(r"(?m)^[ \t>]*(?:[—–―]{1,2}|--)[^\n]{1,160}$")
_ANSWER = regex.compile(r"(?V1)\p{L}+\.")  # "— No." is none


@dataclass(frozen=True)
class Quotation:
    """What stands in quotation marks or in a block quotation, without the marks, in code points.

    `attribution`: the words that say whose it is, as written; "" where none were found.
    """

    start: int
    end: int
    attribution: str = ""


def quotations(
    text: str, names: Iterable[str] = (), around: Sequence[tuple[int, int]] | None = None
) -> list[Quotation]:
    """The quotations of `text` in order; `names`: authors and titles that an attribution may name.

    A motto (a paragraph over a line with a dash and a name) is one too. Nothing longer than 4,000 code
    points is taken for a quotation. `around`: spans; those that touch none of them are not looked at, which
    saves most of the time (0.2 ms for each).
    """
    known = Names(_forms(names))
    reach = union(around) if around is not None else [(0, len(text))]
    found = [one for one in _mottos(text) if inside(reach, one.start, one.end)]
    taken = [(one.start, one.end) for one in found]
    for start, end in quoted(text):
        if inside(reach, start, end) and not inside(taken, start, end):
            found.append(Quotation(start, end, _attribution(text, start, end, known)))
    return sorted(found, key=lambda one: (one.start, one.end))


def _attribution(text: str, start: int, end: int, known: Names) -> str:
    block = text[start : start + 1] == ">"
    before, behind = _surroundings(text, start, end, block)
    if block and (inside := _SIGNED.match(text[start:end].rpartition("\n")[2])):
        return _tidy(inside["who"])
    if match := _BEFORE.search(before):
        return _tidy(match.group())
    if (match := _BEHIND.match(behind.lstrip() if block else behind)) is not None:
        note = match["note"]
        return _tidy(_footnote(text, note) if note else match.group())
    for near in (before, behind):
        if named := known.find(near):
            return _tidy(near[named[-1][0] : named[-1][1]])
    return ""


def _surroundings(text: str, start: int, end: int, block: bool) -> tuple[str, str]:
    """What stands before and behind a quotation, its marks taken off; with a block the next paragraphs."""
    before = text[max(0, start - _NEAR) : start]
    behind = text[end : end + _NEAR]
    if block:
        return before.rstrip().rpartition("\n")[2], behind.strip().partition("\n")[0]
    before, behind = before[:-1], behind[1:]
    own = behind.partition("\n\n")[0]
    # The source may stand on a line of its own under what is quoted.
    return before.rpartition("\n")[2], own if _SIGNED.match(own.strip()) else own.partition("\n")[0]


def _footnote(text: str, mark: str) -> str:
    """What a footnote's mark stands for where the text has it, else the mark."""
    found = regex.search(rf"(?m)^{regex.escape(mark)}:?[ \t]+(\S[^\n]{{0,120}})", text)
    return found[1] if found else mark


def _mottos(text: str) -> list[Quotation]:
    """Paragraphs whose last line is a dash and a name, in order, none over another."""
    found: list[Quotation] = []
    for dash in _DASH.finditer(text):
        signed = _SIGNED.match(dash.group())
        end = dash.start() - 1
        if signed is None or end <= 0 or _ANSWER.fullmatch(dash.group().strip(" \t>—–―-")):
            continue
        blank = text.rfind("\n\n", 0, end)
        start = max(blank + 2 if blank >= 0 else 0, end - LONGEST)
        words = text[start:end]
        if words.lstrip(" \t>")[:1] not in ("", *"—–―-"):
            found.append(_unmarked(words, start, _tidy(signed["who"])))
    return found


def _unmarked(words: str, start: int, who: str) -> Quotation:
    """A motto without the marks around it."""
    lead = len(words) - len(words.lstrip(" \t\n>“\"「『‘«"))
    tail = len(words.rstrip(" \t\n”\"」』’»"))
    return Quotation(start + lead, start + max(lead, tail), who)


def _forms(names: Iterable[str]) -> list[str]:
    """How a name may stand beside a quotation: whole, turned round ("Austen, Jane"), the surname alone."""
    made: dict[str, None] = {}
    for name in names:
        tidy = " ".join(name.replace("_", " ").split())
        if not 1 < len(tidy) <= _LONGEST_NAME:
            continue
        made[tidy] = None
        last, comma, first = tidy.partition(", ")
        if comma and first:
            made[f"{first} {last}"] = None
            made[last] = None
        elif " " in tidy:
            made[tidy.rpartition(" ")[2]] = None
    return [one for one in made if _is_name(one)]


def _is_name(one: str) -> bool:
    """Whether it says whose words these are: "I" or "the" or a number does not."""
    short = 3 if one.isascii() else 2
    return len(one) >= short and one.casefold() not in _PARTICLES and any(ch.isalpha() for ch in one)


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip("*_ ,;:，；：-—–―")
