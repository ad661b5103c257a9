"""A report says the same as HTML and as PDF, and nothing in its words becomes markup."""

from __future__ import annotations

import pypdfium2
import pytest
from PySide6.QtGui import QFontDatabase, QGuiApplication

from muse_desktop.formats.report import (
    Facts,
    Heading,
    Items,
    Paragraph,
    Picture,
    Report,
    SharePart,
    Shares,
    Table,
    Verdict,
)
from muse_desktop.formats.report_html import report_html
from muse_desktop.formats.report_pdf import report_pdf

HOSTILE = '#panic("x") $y$ <script>alert(1)</script> *b* \\ "q" @ref 月光'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="5" height="5"/></svg>'


@pytest.fixture
def report() -> Report:
    parts = (SharePart(HOSTILE, 80, "80 words", "own"), SharePart("none", 0, "0", "unknown"))
    return Report(
        HOSTILE,
        "zh",
        (
            Heading(HOSTILE),
            Shares(parts),
            Paragraph(HOSTILE + "\nsecond line", "quote"),
            Verdict("warn", HOSTILE, HOSTILE),
            Facts(((HOSTILE, HOSTILE),)),
            Items((HOSTILE,)),
            Table((HOSTILE, "b"), ((HOSTILE, ""),), (2, 1)),
            Picture(SVG, HOSTILE),
        ),
        HOSTILE,
        HOSTILE,
    )


def test_words_that_look_like_markup_stay_words_in_html(report: Report) -> None:
    page = report_html(report).decode()
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 15  # title twice, and every place of a block
    assert "default-src 'none'" in page


def test_words_that_look_like_markup_stay_words_in_pdf(report: Report) -> None:
    with pypdfium2.PdfDocument(report_pdf(report)) as made:
        words = "".join(page.get_textpage().get_text_range() for page in made)
    flat = "".join(words.split())
    assert flat.count('#panic("x")$y$<script>') >= 10
    assert "second line" in words


def test_chinese_stands_in_a_pdf_where_a_font_has_it(report: Report, qapp: QGuiApplication) -> None:
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        pytest.skip("no font of this machine has 中文 (the README names one that does)")
    with pypdfium2.PdfDocument(report_pdf(report)) as made:
        words = "".join(page.get_textpage().get_text_range() for page in made)
    assert "月光" in words
