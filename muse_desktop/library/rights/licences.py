"""Licences and notices as they stand in texts, English and 中文."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from muse_desktop.library.rights.excerpts import Excerpt
from muse_desktop.library.rights.values import Guess

_GUTENBERG_FREE = re.compile(
    r"This\s+e(?:Book|text)\s+is\s+for\s+the\s+use\s+of\s+anyone\s+anywhere[^.]{0,200}?"
    r"no\s+cost(?:\s+and\s+with\s+almost\s+no\s+restrictions)?",
    re.IGNORECASE,
)
_GUTENBERG_KEPT = re.compile(r"This\s+is\s+a\s+COPYRIGHTED\s+Project\s+Gutenberg", re.IGNORECASE)

_CC_ADDRESS = re.compile(
    r"creativecommons\.org/(?:licenses/(?P<kind>by(?:-n[cd]|-sa){0,2})/(?P<version>\d\.\d)"
    r"|publicdomain/(?P<free>zero|mark)/(?P<version2>\d\.\d))",
    re.IGNORECASE,
)
_CC_SHORT = re.compile(
    r"\bCC[\s-]?(?:(?P<kind>BY(?:[\s-]N[CD]|[\s-]SA){0,2})(?:[\s-](?P<version>\d\.\d))?|(?P<zero>0|Zero)\b)(?![a-z])"
)
_CC_LONG = re.compile(
    r"Creative\s+Commons\s+(?P<words>Attribution(?:[\s,-–—]+(?:Non-?Commercial|No-?Deriv(?:ative)?s?|Share-?Alike))*)"
    r"(?:\s+(?P<version>\d\.\d))?",
    re.IGNORECASE,
)
_CC_CHINESE = re.compile(
    r"(?:知识共享|知識共享|创作共用|創用\s*CC|CC)[\s“”\"「」《》:：]*"
    r"(?P<words>(?:署名|姓名标示|姓名標示)(?:[\s\-－—–‑、·]*(?:非商业性?使?用?|非商業性?使?用?|禁止演绎|禁止改作|相同方式共享|相同方式分享))*)"
    r"[\s“”\"」》]*(?P<version>\d\.\d)?"
)
_PARTS = (
    ("NC", re.compile(r"Non-?Commercial|非商[业業]", re.IGNORECASE)),
    ("ND", re.compile(r"No-?Deriv|禁止", re.IGNORECASE)),
    ("SA", re.compile(r"Share-?Alike|相同方式", re.IGNORECASE)),
)
# Names as the SPDX list has them, for what texts are given away under.
_NAMED = (
    ("GFDL-1.3-or-later", re.compile(r"(?i:GNU\s+Free\s+Documentation\s+License)|GNU\s*自由文档许可证")),
    ("MIT", re.compile(r"\bMIT\s+Licen[sc]e\b|MIT\s*许可证?")),
    ("Apache-2.0", re.compile(r"\bApache\s+Licen[sc]e,?\s+Version\s+2\.0")),
    ("OGL-UK-3.0", re.compile(r"Open\s+Government\s+Licence")),
)
_FREE = re.compile(
    r"\b(?:is|are|being|now|entered|falls?|passed)\s+(?:now\s+)?(?:in|into|under)\s+the\s+public\s+domain\b"
    r"|\bpublic[\s-]domain\s+(?:work|text|book|poem|story|edition|in\s+the\s+(?:USA|United\s+States))\b"
    r"|^[\s#*_>-]*(?:rights|licen[sc]e|copyright(?:\s+status)?)\s*:\s*public\s+domain\b"
    r"|\bdedicated\s+to\s+the\s+public\s+domain\b",
    re.IGNORECASE | re.MULTILINE,
)
_FREE_CHINESE = re.compile(
    r"(?:已|已经|現已|现已|屬於|属于|进入|進入|为|為|[:：])\s*(?:进入|進入|归入)?\s*"
    r"(?:公有领域|公有領域|公共领域|公共領域|公版)"
)
_NOT = re.compile(
    r"\b(?:not|never|nor|isn['’]t|aren['’]t|until|unless|before)\b|不[是属屬]|[没沒未尚]|并非", re.IGNORECASE
)

_NAME = r"[^\W\d_][^\n\r\d.,;:()©\[\]]{1,60}?"
_MARK = r"(?:copyright\s*(?:©|\(c\))?|©|\(c\)\s*(?=\d{4}))"
_NOTICE = re.compile(
    rf"(?i:{_MARK})[\s,:]*(?:(?P<year>1[4-9]\d\d|20\d\d)(?:\s*[-–,]\s*(?:\d{{4}}|\d\d))*)"
    rf"(?:[\s,]*(?:(?i:by)\s+)?(?P<holder>{_NAME})(?=[.,;\n\r(]|(?i:\s+all\s+rights)|\s{{2}}|$))?",
)
_NOTICE_TURNED = re.compile(
    rf"^[ \t]*(?i:{_MARK})[\s,:]*(?:(?i:by)\s+)?(?P<holder>{_NAME})[\s,]+(?P<year>1[4-9]\d\d|20\d\d)\b",
    re.MULTILINE,
)
_NOTICE_CHINESE = re.compile(
    r"(?:版权所有|版權所有|著作权所有|著作權所有)[\s:：©(（]*(?:(?P<year>\d{4})\s*年?)?[\s:：]*"
    r"(?P<holder>[\u4e00-\u9fff·]{2,12})?(?:[\s，,。]*(?:翻印必究|侵权必究|不得转载|保留所有权利|不得翻印))?"
)
_RESERVED = re.compile(
    r"\ball\s+rights\s+reserved\b|版权所有|版權所有|保留所有权利|保留一切權利|翻印必究|侵权必究",
    re.IGNORECASE,
)
_NO_HOLDERS = re.compile(
    r"^(?:the\s+)?(?:all\s+rights|rights|law|laws|notice|holder|page|status|in\b|by\s*$)"
    r"|翻印|侵权|必究|不得",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Notice:
    """A copyright notice: whose, since when; "" and 0 where it does not say."""

    holder: str
    year: int
    quoted: Guess


def gutenberg(part: Excerpt) -> Iterator[Guess]:
    """Project Gutenberg's own words on what may be done with the text."""
    if kept := _GUTENBERG_KEPT.search(part.text):
        yield part.guess("licence", "Project Gutenberg, copyrighted", "gutenberg_kept", *kept.span())
        return
    if free := _GUTENBERG_FREE.search(part.text):
        yield part.guess("rights", "public_domain", "gutenberg_free", *free.span())
        yield part.guess("licence", "Public domain in the USA", "gutenberg_free", *free.span())


def creative_commons(part: Excerpt) -> Iterator[Guess]:
    """A Creative Commons licence, by address, short or long name."""
    for pattern in (_CC_ADDRESS, _CC_SHORT, _CC_LONG, _CC_CHINESE):
        for found in pattern.finditer(part.text):
            said = found.groupdict()
            if said.get("free") == "mark":
                licence, rights = "Public Domain Mark 1.0", "public_domain"
            elif said.get("free") or said.get("zero"):
                licence, rights = "CC0-1.0", "public_domain"
            else:
                licence, rights = _cc_name(said), "licensed"
            place = part.line_around(found)
            yield part.guess("licence", licence, "creative_commons", *place)
            yield part.guess("rights", rights, "creative_commons", *place)
            return


def _cc_name(said: dict[str, str | None]) -> str:
    version = said.get("version")
    kind = said.get("kind")
    if kind is None:
        words = said["words"] or ""
        kind = "-".join(["BY", *(short for short, pattern in _PARTS if pattern.search(words))])
    kind = "-".join(kind.upper().replace("-", " ").split())
    return f"CC-{kind}-{version}" if version else f"CC-{kind}"


def named(part: Excerpt) -> Iterator[Guess]:
    """Other licences that texts are given away under, named in full."""
    for licence, pattern in _NAMED:
        if found := pattern.search(part.text):
            place = part.line_around(found)
            yield part.guess("licence", licence, "named_licence", *place)
            yield part.guess("rights", "licensed", "named_licence", *place)
            return


def public_domain(part: Excerpt) -> Iterator[Guess]:
    """A sentence that says the text is in the public domain, and does not say "not" before it."""
    for pattern in (_FREE, _FREE_CHINESE):
        for found in pattern.finditer(part.text):
            start, end = part.line_around(found)
            if _NOT.search(part.text, max(start, found.start() - 60), found.end()):
                continue
            yield part.guess("rights", "public_domain", "said_free", start, end)
            yield part.guess("licence", "Public domain", "said_free", start, end)
            return


def notices(part: Excerpt) -> Iterator[Notice]:
    """Copyright notices with a year or a holder, in their order."""
    for pattern in (_NOTICE, _NOTICE_TURNED, _NOTICE_CHINESE):
        for found in pattern.finditer(part.text):
            holder = " ".join((found["holder"] or "").split()).strip(" ,·*_\"'")
            if _NO_HOLDERS.search(holder):
                holder = ""
            if not holder and not found["year"]:
                continue
            quoted = part.guess("licence", "", "copyright_notice", *part.line_around(found))
            yield Notice(holder, int(found["year"] or 0), quoted)


def reserved(part: Excerpt) -> Iterator[Guess]:
    """That all rights are reserved, where no licence says more."""
    if found := _RESERVED.search(part.text):
        place = part.line_around(found)
        yield part.guess("licence", part.guess("licence", "", "", *place).quote, "all_reserved", *place)
