"""Title pages, headers and colophons: who wrote a text, what it is called, from when and where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from muse_desktop.library.rights.excerpts import Excerpt
from muse_desktop.library.rights.values import Field, Guess
from muse_desktop.library.stats.names import displayed_author

TERM = 70
"""Years of protection after the author's death in most countries of the Berne Convention; some have more."""

_KEYS: tuple[tuple[Field, str], ...] = (
    ("title", r"title|标题|標題|书名|書名|篇名|题名"),
    ("author", r"author|authors|writer|by|作者|著者|作家"),
    (
        "year",
        r"year|date|published|first published|publication date|original publication"
        r"|年代|年份|出版年|创作年代|写作时间|发表时间|首次出版|日期",
    ),
    ("source", r"source|url|retrieved from|origin|来源|來源|出处|出處|选自|選自|录自|原载"),
    ("licence", r"licen[cs]e|许可证?|授权|授權|许可协议"),
)
_KEY_LINE = re.compile(
    r"^[ \t>*_#-]*(?P<key>[A-Za-z][A-Za-z ]{1,20}|[\u4e00-\u9fff]{2,5})[*_ \t]*[:：][*_ \t]*"
    r"(?P<value>\S[^\n\r]{0,200})$",
    re.MULTILINE,
)
_FIELDS = [(field, re.compile(rf"^(?:{names})$", re.IGNORECASE)) for field, names in _KEYS]
_KEYS_UNTIL = 60  # lines: below, a colon is part of the text

_START = re.compile(r"\*\*\*\s*START OF (?:THE|THIS) PROJECT GUTENBERG EBOOK", re.IGNORECASE)
_CALLED = re.compile(
    r"^\W*The Project Gutenberg e(?:Book|text) of (?P<title>[^\n]+?)(?:,? by (?P<author>[^\n]+?))?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBER = re.compile(r"\[?e(?:Book|text)\s*#\s*(?P<number>\d{1,6})\]?", re.IGNORECASE)
_RELEASED = re.compile(r"^\s*Release date\s*:", re.IGNORECASE | re.MULTILINE)

_YEAR_SAID = re.compile(
    r"(?P<before>公元前|前|BC\s*)?(?<!\d)(?P<year>\d{1,4})(?!\d)\s*年?\s*"
    r"(?P<era>B\.?\s?C\.?(?:\s?E\.?)?|A\.?D\.?|CE)?",
    re.IGNORECASE,
)
_REPUBLIC = re.compile(r"民[国國]\s*(?P<year>[〇零一二三四五六七八九十百元\d]{1,4})\s*年")
_OF_THE_REPUBLIC = range(1912, 1950)
_DIGITS = {digit: number for number, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1}

_DYNASTIES = (
    "先秦|春秋|战国|戰國|西汉|西漢|东汉|東漢|秦|汉|漢|三国|三國|曹魏|魏|蜀|吴|西晋|西晉|东晋|東晉|晋|晉|南北朝|南朝|北朝"
    "|刘宋|南齐|齐|齊|梁|陈|陳|北魏|北齐|北周|隋|唐|五代|后唐|南唐|后蜀|北宋|南宋|宋|辽|遼|西夏|金|元|明|清"
)
_HAN_NAME = r"[\u4e00-\u9fff]{2,5}"
_IN_BRACKETS = rf"[〔［\[（(【]\s*(?:{_DYNASTIES})(?:代|朝)?\s*[〕］\])）】]"
_DYNASTY = re.compile(
    rf"^[ \t　#*>_]*(?:作者\s*[:：]\s*)?(?:{_IN_BRACKETS}\s*(?P<name>{_HAN_NAME})"
    rf"|(?:{_DYNASTIES})(?:代|朝)?\s*[·・•‧]\s*(?P<name2>{_HAN_NAME})"
    rf"|(?P<name3>{_HAN_NAME})\s*{_IN_BRACKETS})[ \t　*_]*$",
    re.MULTILINE,
)
_DASH = r"[-–—－~～至]"
_LATIN_NAME = (
    r"(?:(?:[^\W\d_a-z][\w’'.-]*|de|la|le|van|von|der|du|di|da|del|of|the|d[’'])[ \t]+){0,5}"
    r"[^\W\d_a-z][\w’'-]+\.?"
)
_LIVED = re.compile(
    rf"(?P<name>{_LATIN_NAME}|[\u4e00-\u9fff·]{{2,12}}?)"
    r"[ \t]*[,，]?[ \t]*[\[(（]\s*(?:c\.\s*|b\.\s*|born\s+)?"
    rf"(?P<born>\d{{3,4}})\s*年?\s*{_DASH}\s*(?:c\.\s*|d\.\s*)?(?P<died>\d{{3,4}})\s*年?\s*[\])）]"
)
_LIVED_UNTIL = 25  # lines with something on them: dates further down are of somebody in the text
_LONGEST_LIFE = 115

_BYLINE = re.compile(
    rf"^[ \t　#*_>]*(?:(?:written[ \t]+)?[Bb][Yy][ \t]+(?P<name>{_LATIN_NAME})"
    rf"|(?:作者|著者|文|撰文)\s*[/／:：|｜]\s*(?P<han>[\u4e00-\u9fff·]{{2,12}})|(?P<zhu>[\u4e00-\u9fff·]{{2,8}})\s*[著撰])"
    r"[ \t　*_]*$",
    re.MULTILINE,
)
_BYLINE_UNTIL = 12
_HEADING = re.compile(r"\A[\s\ufeff]*#{1,3}[ \t]+(?P<title>[^\n\r#]{1,120}?)[ \t#]*$", re.MULTILINE)

_FIRST_PUBLISHED = re.compile(
    r"\b(?:first|originally)\s+(?:published|printed|issued|appeared|serialised|serialized)\b[^.\n\d]{0,80}?(?P<year>1[4-9]\d\d|20\d\d)",
    re.IGNORECASE,
)
_FIRST_CHINESE = re.compile(
    r"(?P<year>1[89]\d\d|20\d\d)\s*年\s*(?:\d{1,2}\s*月)?\s*(?:第\s*[1一]\s*版|初版|首版|首次出版|首次发表|首刊)"
    r"|(?:初版|首次出版|首次发表|首刊|原载)[^\n\d]{0,20}(?P<year2>1[89]\d\d|20\d\d)\s*年?"
)
_PUBLISHER = re.compile(
    r"^[ \t　]*(?:出版(?:社|者|发行)?|發行者?|发行者?|Publisher|Published by)\s*[:：]?\s*"
    r"(?P<name>[^\n\r,，。;；]{2,60})$",
    re.MULTILINE | re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"'）)\]，。]{4,200}")
_ADDRESS_FROM = re.compile(
    r"(?:source|retrieved|from|available at|online at|来源|來源|出处|出處|原文|转载自|轉載自)[^\n]{0,60}$",
    re.IGNORECASE,
)


def gutenberg(part: Excerpt) -> Iterator[Guess]:
    """Project Gutenberg's header: title, author and number. Its release date is not the work's year."""
    called, start, number = (pattern.search(part.text) for pattern in (_CALLED, _START, _NUMBER))
    if called is None and start is None:
        return
    for line in _key_lines(part):
        if line.field in ("title", "author"):
            yield line
    if called is not None:
        yield part.guess("title", called["title"].strip(), "gutenberg_header", *called.span())
        if called["author"]:
            yield part.guess("author", displayed_author(called["author"]), "gutenberg_header", *called.span())
    named = start or called
    assert named is not None
    source = f"Project Gutenberg #{number['number']}" if number else "Project Gutenberg"
    yield part.guess("source", source, "gutenberg_header", *(number or named).span())


def front_matter(part: Excerpt) -> Iterator[Guess]:
    """Lines such as "Author: Jane Austen" or "作者：鲁迅" above the text."""
    yield from _key_lines(part)


def _key_lines(part: Excerpt) -> Iterator[Guess]:
    until = _end_of_lines(part.text, _KEYS_UNTIL)
    # Where the text is a header of Project Gutenberg its dates are those of the file.
    of_the_file = _RELEASED.search(part.text, 0, until) is not None
    for found in _KEY_LINE.finditer(part.text, 0, until):
        key, said = found["key"].strip(), found["value"].strip().strip("*_\"'“”").strip()
        field = next((field for field, names in _FIELDS if names.match(key)), None)
        if field is None or not said:
            continue
        if field == "year":
            year = year_in(said)
            if year is not None and not (of_the_file and key.casefold() == "date"):
                yield part.guess("year", year, "front_matter", *found.span())
            continue
        if field == "author":
            lived = _LIVED.search(said)
            said = displayed_author(lived["name"] if lived else re.sub(r"\s*[\[(（].*$", "", said))
            if not said:
                continue
        if key.casefold() == "by" and not re.fullmatch(_LATIN_NAME, said):
            continue
        yield part.guess(field, said, "front_matter", *found.span())


def dynasty(part: Excerpt) -> Iterator[Guess]:
    """A poet with his dynasty, 〔唐〕李白: all of them ended before 1912."""
    found = _DYNASTY.search(part.text, 0, _end_of_lines(part.text, _BYLINE_UNTIL))
    if found is not None:
        name = found["name"] or found["name2"] or found["name3"]
        yield part.guess("author", name, "dynasty", *found.span())
        yield part.guess("rights", "public_domain", "dynasty", *found.span())


def dated_author(part: Excerpt) -> Iterator[Guess]:
    """An author with years of birth and death, near the top; free when he died long enough ago."""
    until = _end_of_lines(part.text, _LIVED_UNTIL)
    for found in _LIVED.finditer(part.text, 0, until):
        born, died = int(found["born"]), int(found["died"])
        if not (born < died <= min(born + _LONGEST_LIFE, part.this_year)):
            continue
        if not _alone(part, found):
            continue
        yield part.guess("author", displayed_author(found["name"]), "dated_author", *found.span())
        if died + TERM < part.this_year:
            yield part.guess("rights", "public_domain", "died", *found.span())
        return


def _alone(part: Excerpt, found: re.Match[str]) -> bool:
    """Whether the line is about the author: a line of prose that names somebody is not."""
    start, end = part.line_around(found)
    rest = part.text[start : found.start()] + part.text[found.end() : end]
    rest = re.sub(r"(?i)\b(?:written|by|author)\b|作者|著者|[著撰]", "", rest)
    return sum(map(str.isalpha, rest)) <= 12


def byline(part: Excerpt) -> Iterator[Guess]:
    """"by Jane Austen" on a line of its own under the title, or 鲁迅 著."""
    found = _BYLINE.search(part.text, 0, _end_of_lines(part.text, _BYLINE_UNTIL))
    if found is not None:
        name = found["name"] or found["han"] or found["zhu"]
        yield part.guess("author", displayed_author(name), "byline", *found.span())


def heading(part: Excerpt) -> Iterator[Guess]:
    """The heading that a Markdown text begins with."""
    found = _HEADING.match(part.text)
    if found is not None and not _KEY_LINE.match(found[0].strip().lstrip("# ")):
        yield part.guess("title", found["title"].strip("*_ "), "heading", *found.span())


def colophon(part: Excerpt) -> Iterator[Guess]:
    """When a book was first published, and by whom."""
    for pattern in (_FIRST_PUBLISHED, _FIRST_CHINESE):
        for found in pattern.finditer(part.text):
            year = int(found["year"] or found.groupdict().get("year2") or 0)
            if year <= part.this_year:
                yield part.guess("year", year, "colophon", *part.line_around(found))
                break
    if (republic := _REPUBLIC.search(part.text)) and _is_short_line(part, republic):
        year = 1911 + _chinese_number(republic["year"])
        if year in _OF_THE_REPUBLIC:
            yield part.guess("year", year, "republic_year", *part.line_around(republic))
    if (publisher := _PUBLISHER.search(part.text)) and _is_short_line(part, publisher):
        yield part.guess("source", publisher["name"].strip(), "colophon", *publisher.span())


def address(part: Excerpt) -> Iterator[Guess]:
    """Where it says it was taken from."""
    for found in _ADDRESS.finditer(part.text):
        start, _ = part.line_around(found)
        before = part.text[start : found.start()]
        if _ADDRESS_FROM.search(before):
            yield part.guess("source", found[0].rstrip(".,;"), "address", start, found.end())
            return


def year_in(said: str) -> int | None:
    """The year that a field says, None for none: "1904", "335 BC", "2024-11-19", "民国二十四年"."""
    if republic := _REPUBLIC.search(said):
        return 1911 + _chinese_number(republic["year"])
    found = _YEAR_SAID.search(said, _year_at(said))
    if found is None or not int(found["year"]):
        return None
    before_christ = bool(found["before"]) or (found["era"] or "").upper().startswith("B")
    small = len(found["year"]) < 3
    if small and not (found["before"] or found["era"] or "年" in said):
        return None  # "3" is a number of something else
    return -int(found["year"]) if before_christ else int(found["year"])


def _year_at(said: str) -> int:
    """Where to look for the year: at a number of four digits, if there is one, with what stands before it."""
    found = re.search(r"(?<!\d)\d{4}(?!\d)", said)
    return max(0, found.start() - 4) if found else 0


def _chinese_number(said: str) -> int:
    if said.isdecimal():
        return int(said)
    total, digit = 0, 0
    for one in said:
        if one in "十百":
            total += (digit or 1) * (10 if one == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[one]
    return total + digit


def _end_of_lines(text: str, most: int) -> int:
    """Where the first `most` lines with something on them end."""
    for count, found in enumerate(re.finditer(r"\S[^\n]*", text), 1):
        if count == most:
            return found.end()
    return len(text)


def _is_short_line(part: Excerpt, found: re.Match[str]) -> bool:
    start, end = part.line_around(found)
    return end - start <= 80
