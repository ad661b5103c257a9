"""What files say of themselves, in each format's way; and what a file claims is read without harm."""

from __future__ import annotations

import io
import json
import re
import zipfile
from xml.etree import ElementTree

import pytest

from muse_desktop.formats.origin_claims import FileClaims, read_claims
from muse_desktop.formats.origin_properties import (
    OriginProperties,
    for_docx,
    for_epub,
    for_html,
    for_odt,
    for_pdf,
    named,
)
from muse_desktop.formats.write import docx

HOSTILE = 'A </script><b>&"x" \x07\n月光'


@pytest.fixture
def properties() -> OriginProperties:
    return OriginProperties(
        HOSTILE,
        HOSTILE,
        "© 2026 " + HOSTILE,
        "3 of 10 words rest on generated text. " + HOSTILE,
        "mixed",
        "compositeWithTrainedAlgorithmicMedia",
        {"all": 10, "own": 7, "generated": 2, "edited": 1},
        (HOSTILE, "M" * 300),
        "Muse Desktop 1",
        "2026-11-23T05:00:00.000Z",
        "ab" * 32,
    )


def packed(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


def claims(found: FileClaims | None) -> tuple[object, ...]:
    assert found is not None
    return found.model_words, found.source_type, found.named["ai-disclosure"]


SAID = ((3, 10), "compositeWithTrainedAlgorithmicMedia", "mixed")


def test_a_word_file_says_it_and_it_is_read_again(properties: OriginProperties) -> None:
    data = docx("Title", "Text.", "en", "Ines", for_docx(properties))
    assert claims(read_claims(data, ".docx")) == SAID
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        core = file.read("docProps/core.xml").decode()
    assert "© 2026 A &lt;/script&gt;" in core
    assert "3 of 10 words" in core


def test_other_formats_hold_the_same(properties: OriginProperties) -> None:
    spaces = 'xmlns:meta="m" xmlns:dc="d"'
    meta = f"<office {spaces}>{for_odt(properties)}</office>"
    assert claims(read_claims(packed(meta_xml=meta), ".odt")) == SAID
    opf = f"<package {spaces}>{for_epub(properties)}</package>"
    assert claims(read_claims(packed(OEBPS__book_opf=opf), ".epub")) == SAID
    head = for_html(properties)
    assert claims(read_claims(head.encode(), ".html")) == SAID
    assert claims(read_claims(b"%PDF-1.7 ..." + for_pdf(properties) + b"%%EOF", ".pdf")) == SAID


def test_words_never_become_markup(properties: OriginProperties) -> None:
    head = for_html(properties)
    assert head.count("</script>") == 1
    data = json.loads(re.search(r">({.*})<", head)[1])  # type: ignore[index]
    assert data["author"]["name"] == HOSTILE
    assert data["digitalSourceType"].endswith("/compositeWithTrainedAlgorithmicMedia")
    packet = for_pdf(properties).decode()
    ElementTree.fromstring(packet[packet.index("<x:") : packet.rindex("<?")])


def test_what_is_not_known_is_left_out() -> None:
    bare = OriginProperties("T", "", "", "", "", "", {}, (), "Muse Desktop 1", "2026-11-23", "")
    assert set(named(bare)) == {"muse-made-by", "muse-made-at"}
    assert "ai-disclosure" not in for_html(bare) + for_odt(bare) + for_epub(bare) + for_pdf(bare).decode()
    assert "description" not in for_docx(bare)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"no zip", ".docx"),
        (packed(docProps__custom_xml="<a"), ".docx"),
        (packed(docProps__custom_xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), ".docx"),
        (packed(docProps__custom_xml="<a>" + " " * 2_000_000 + "</a>"), ".docx"),
        (packed(word__document_xml="<a/>"), ".docx"),
        (b"%PDF <?xpacket begin='' id=''?><a><?xpacket end='w'?>", ".pdf"),
        (b"<meta name='ai-disclosure'", ".html"),
        (b"ai-disclosure", ".txt"),
    ],
)
def test_a_broken_or_hostile_file_claims_nothing(data: bytes, suffix: str) -> None:
    assert read_claims(data, suffix) is None


def test_numbers_that_are_none_are_no_claim_of_words() -> None:
    page = b'<meta name="muse-words-all" content="1e9"><meta content="-5" name="muse-words-generated">'
    found = read_claims(page, ".html")
    assert found is not None
    assert found.model_words is None
