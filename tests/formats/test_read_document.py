from __future__ import annotations

import pytest

from muse_desktop.errors import MuseError
from muse_desktop.formats import pandoc, read_document
from muse_desktop.formats.read_document import Read
from tests.formats.office_files import packed

MARKDOWN = """# The Ferry

He waited by the river, *alone*.[^1]

| Line one
| line two

- rope
- lantern

[^1]: Or so he said.
"""
SAID = """# The Ferry

He waited by the river, alone.[1]

Line one
line two

- rope
- lantern

[1] Or so he said.
"""


def read(suffix: str, data: bytes) -> Read:
    return read_document.read_document(f"book{suffix}", suffix, data)


def refusal(suffix: str, data: bytes) -> str:
    with pytest.raises(MuseError) as caught:
        read(suffix, data)
    assert f"book{suffix}" in str(caught.value) or caught.value.code == "text.binary"
    return caught.value.code


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".epub", ".rtf", ".html"])
def test_the_words_of_every_format_come_out_the_same(suffix: str) -> None:
    kind = read_document.PANDOC[suffix]
    data = pandoc.convert(MARKDOWN.encode(), ["--from", "markdown", "--to", kind, "--standalone"])
    text = read(suffix, data).text
    for words in ("He waited by the river, alone.", "Line one\nline two", "rope"):
        assert words in text
    assert ("[1] Or so he said." in text) == (suffix != ".rtf")  # whose notes pandoc does not read
    if suffix == ".docx":
        assert text == SAID
    if suffix != ".rtf":
        assert "# The Ferry" in text


def test_text_is_taken_as_it_is_with_its_line_ends() -> None:
    assert read(".txt", "Über\r\n".encode("cp1252")) == Read("Über\r\n", "cp1252", "text.guessed")
    assert read(".md", b"# One\n") == Read("# One\n", "utf-8")


def test_what_only_looks_like_a_document_says_so() -> None:
    whole = pandoc.convert(b"Words", ["--from", "markdown", "--to", "docx"])
    assert refusal(".docx", whole[: len(whole) // 2]) == "formats.broken"
    assert refusal(".docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == "formats.locked"
    assert refusal(".pdf", b"no PDF at all") == "formats.broken"
    assert refusal(".txt", b"%PDF-1.7 \x00") == "text.binary"
    empty = pandoc.convert(b"", ["--from", "markdown", "--to", "docx"])
    assert refusal(".docx", empty) == "formats.no_words"


def test_a_locked_epub_is_refused_and_one_with_scrambled_fonts_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = b'{"blocks":[{"t":"Para","c":[{"t":"Str","c":"x"}]}]}'
    monkeypatch.setattr(pandoc, "convert", lambda *_, **__: said)
    method = '<enc:EncryptionMethod Algorithm="{}"/>'
    locked = method.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc")
    fonts = method.format("http://www.idpf.org/2008/embedding")
    assert refusal(".epub", packed({"META-INF/encryption.xml": locked})) == "formats.locked"
    assert read(".epub", packed({"META-INF/encryption.xml": fonts})).text == "x\n"


def test_an_archive_far_larger_inside_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_document, "MOST_UNPACKED", 1 << 20)
    assert refusal(".odt", packed({"content.xml": b" " * (2 << 20)})) == "formats.unpacks_too_large"


def test_a_pdf_gives_its_pages_and_its_errors() -> None:
    assert read(".pdf", pdf(["The first page.", "The second."])).text == "The first page.\fThe second."
    assert refusal(".pdf", pdf([])) == "formats.no_words"
    assert refusal(".pdf", b"%PDF-1.7\n garbage") == "formats.broken"


def pdf(pages: list[str]) -> bytes:
    """A PDF with one line of text on each page; an empty page without any."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for words in pages or [""]:
        stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>"
    return f"{out}{head}{trailer}\nstartxref\n{len(out)}\n%%EOF".encode()
