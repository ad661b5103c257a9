"""What a file says of itself, in each format's way: author, notice, how much of it rests on generated text.

The values come from the record (studio/file_notice.py); each function here gives them the form of one kind of
file. A missing value means unknown, never "none". The values of `disclosure` follow the `ai-disclosure`
proposal (github.com/dweekly/ai-content-disclosure), those of `source_type` IPTC's digital source types.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal

Disclosure = Literal["none", "ai-assisted", "mixed", "ai-generated", ""]
SourceType = Literal["digitalCreation", "compositeWithTrainedAlgorithmicMedia", "trainedAlgorithmicMedia", ""]

SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
NAMESPACE = "urn:muse-desktop:origins:1#"
PREFIX = "muse-"
"""Begins the names of the properties that are only ours."""
STATEMENT = PREFIX + "statement"
LONGEST = 255
"""Characters of a value in Word, which shows no more of a custom property."""


@dataclass(frozen=True)
class OriginProperties:
    """What a file is to say of itself; "" and nothing where it is not known or not wanted.

    `notice`: a copyright line. `statement`: a sentence or two in the work's language about generated text and
    the limits of the record. `words`: by tint (`own`, `generated`, …), and `all`. `head`: the record's newest
    hash when the file was made.
    """

    title: str
    author: str
    notice: str
    statement: str
    disclosure: Disclosure
    source_type: SourceType
    words: Mapping[str, int]
    models: tuple[str, ...]
    made_by: str
    made_at: str
    head: str

    @property
    def source_uri(self) -> str:
        """IPTC's address of the source type, or ""."""
        return SOURCE_TYPES + self.source_type if self.source_type else ""

    @property
    def remark(self) -> str:
        """Notice and statement in one line, for the field that people read."""
        return " ".join(part for part in (self.notice, self.statement) if part)


def named(properties: OriginProperties) -> dict[str, str]:
    """Name and value of each property that is known."""
    found = {
        "copyright": properties.notice,
        "ai-disclosure": properties.disclosure,
        "digital-source-type": properties.source_uri,
        STATEMENT: properties.statement,
        **{f"{PREFIX}words-{tint}": str(count) for tint, count in properties.words.items()},
        PREFIX + "models": ", ".join(properties.models),
        PREFIX + "made-by": properties.made_by,
        PREFIX + "made-at": properties.made_at,
        PREFIX + "record": properties.head,
    }
    return {name: value for name, value in found.items() if value}


def for_docx(properties: OriginProperties) -> dict[str, str]:
    """What `formats.write.docx` takes: custom properties, and the remark Word shows as "Comments".

    The statement stands there alone: cut short it would lose what it says of its limits.
    """
    remark = {"description": properties.remark} if properties.remark else {}
    short = {name: value[:LONGEST] for name, value in named(properties).items()}
    short.pop(STATEMENT, None)
    return short | remark


def for_odt(properties: OriginProperties) -> str:
    """Elements for `office:meta` in meta.xml."""
    lines = [f"<dc:description>{_xml(properties.remark)}</dc:description>"] if properties.remark else []
    for name, value in named(properties).items():
        kind = f'meta:name="{_xml(name)}" meta:value-type="string"'
        lines.append(f"<meta:user-defined {kind}>{_xml(value)}</meta:user-defined>")
    return "\n".join(lines)


def for_epub(properties: OriginProperties) -> str:
    """Elements for `metadata` in the OPF package; the old form of `meta`, which needs no prefix declared."""
    rights = f"<dc:rights>{_xml(properties.remark)}</dc:rights>"
    lines = [rights] if properties.remark else []
    lines += [
        f'<meta name="{_xml(name)}" content="{_xml(value)}"/>' for name, value in named(properties).items()
    ]
    return "\n".join(lines)


def for_html(properties: OriginProperties) -> str:
    """Lines for `head`: meta elements, and the same as JSON-LD of schema.org."""
    metas = ({"author": properties.author} if properties.author else {}) | named(properties)
    lines = [f'<meta name="{_xml(name)}" content="{_xml(value)}">' for name, value in metas.items()]
    work: dict[str, object] = {"@context": "https://schema.org", "@type": "CreativeWork"}
    known = {
        "name": properties.title,
        "copyrightNotice": properties.notice,
        "digitalSourceType": properties.source_uri,
        "creditText": properties.statement,
        "dateModified": properties.made_at,
    }
    work |= {name: value for name, value in known.items() if value}
    if properties.author:
        work["author"] = {"@type": "Person", "name": properties.author}
    # "</script>" in a title must not end the element: JSON may write any letter as \u….
    data = json.dumps(work, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")
    return "\n".join([*lines, f'<script type="application/ld+json">{data}</script>'])


def for_pdf(properties: OriginProperties) -> bytes:
    """An XMP packet: Dublin Core, IPTC's DigitalSourceType, and our own properties."""
    parts = []
    if properties.title:
        parts.append(f"<dc:title>{_alternatives(properties.title)}</dc:title>")
    if properties.author:
        author = f"<rdf:Seq><rdf:li>{_xml(properties.author)}</rdf:li></rdf:Seq>"
        parts.append(f"<dc:creator>{author}</dc:creator>")
    if properties.notice:
        parts.append(f"<dc:rights>{_alternatives(properties.notice)}</dc:rights>")
    if properties.statement:
        parts.append(f"<dc:description>{_alternatives(properties.remark)}</dc:description>")
    if properties.source_uri:
        parts.append(
            f"<Iptc4xmpExt:DigitalSourceType>{properties.source_uri}</Iptc4xmpExt:DigitalSourceType>"
        )
    if properties.made_by:
        parts.append(f"<xmp:CreatorTool>{_xml(properties.made_by)}</xmp:CreatorTool>")
    own = {name.removeprefix(PREFIX): value for name, value in named(properties).items()}
    parts += [f"<muse:{name}>{_xml(value)}</muse:{name}>" for name, value in own.items()]
    inside = "\n".join(parts)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmlns:muse="{NAMESPACE}">
{inside}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def _alternatives(words: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_xml(words)}</rdf:li></rdf:Alt>'


def _xml(words: str) -> str:
    """One line of words between marks or in quotes; what XML cannot hold at all becomes a space."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    return escape(line)
