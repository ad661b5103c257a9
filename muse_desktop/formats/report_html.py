"""A report as one HTML file that needs nothing else: no script, no font, no address."""

from __future__ import annotations

import base64
from functools import singledispatch
from html import escape
from itertools import chain

from muse_desktop.formats.report import (
    Compared,
    Facts,
    Heading,
    Items,
    Paragraph,
    Picture,
    Pieces,
    Report,
    Shares,
    Table,
    Verdict,
)

COLOURS = {
    "own": "#e9e4da",
    "pasted": "#8fb8c9",
    "generated": "#d9a441",
    "edited": "#b5763c",
    "imported": "#a7b08c",
    "unknown": "#b9b3bd",
}
"""Of the parts of a whole; each differs in lightness too."""

SIGNS = {"pass": "✓", "warn": "!", "fail": "✕", "unknown": "?"}

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.55 Georgia, "Noto Serif CJK SC", "Songti SC", SimSun, serif; color: #2b2723;
  background: #fbf9f5; max-width: 46rem; margin: 3rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.9rem; font-weight: 500; margin: 0 0 .2rem; line-height: 1.25; }
h2 { font-size: 1.25rem; font-weight: 600; margin: 2.2rem 0 .5rem; }
h3 { font-size: 1.02rem; font-weight: 600; margin: 1.4rem 0 .3rem; }
p { margin: .5rem 0; white-space: pre-line; overflow-wrap: anywhere; }
.muted, .subtitle, footer { color: #6d655c; font-size: .9rem; }
.strong { font-weight: 600; }
blockquote { margin: .6rem 0; padding: .1rem 0 .1rem 1rem; border-left: 3px solid #d8d0c4;
  white-space: pre-line; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; margin: .7rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0;
  border-bottom: 1px solid #e4ddd2; overflow-wrap: anywhere; }
th { font-weight: 600; }
dl { display: grid; grid-template-columns: minmax(9rem, 15rem) 1fr; gap: .2rem 1rem; margin: .7rem 0; }
dt { color: #6d655c; } dd { margin: 0; overflow-wrap: anywhere; }
.verdict { display: grid; grid-template-columns: 1.6rem 1fr; margin: .45rem 0; }
.sign { font-weight: 700; } .pass { color: #3d6b45; } .warn { color: #8a5a00; } .fail { color: #a0322b; }
.compared { display: grid; grid-template-columns: 1fr 1fr; gap: .2rem 1.4rem; margin: .6rem 0 1rem; }
.compared b { font-size: .85rem; font-weight: 400; color: #6d655c; overflow-wrap: anywhere; }
.compared p { margin: 0; border-left: 3px solid #d8d0c4; padding-left: .8rem; white-space: pre-line; }
u { text-decoration-color: #b5763c; text-decoration-thickness: 2px; text-underline-offset: 3px; }
.bar { display: flex; height: 1.1rem; border: 1px solid #cfc6b8; margin: .8rem 0 .4rem; }
.swatch { display: inline-block; width: .8rem; height: .8rem; border: 1px solid #cfc6b8;
  margin-right: .4rem; }
ul.legend { list-style: none; padding: 0; font-size: .9rem; }
img { max-width: 100%; } footer { border-top: 1px solid #e4ddd2; margin-top: 3rem; padding-top: .8rem; }
@media print { body { background: #fff; margin: 0; max-width: none; } }
"""


def report_html(report: Report) -> bytes:
    """`report` as UTF-8 HTML; a policy in its head keeps a browser from loading anything."""
    body = "".join(chain.from_iterable(_block(block) for block in report.blocks))
    subtitle = f'<p class="subtitle">{escape(report.subtitle)}</p>' if report.subtitle else ""
    foot = f"<footer>{escape(report.foot)}</footer>" if report.foot else ""
    language = "zh-CN" if report.language == "zh" else escape(report.language, quote=True)
    page = (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(report.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(report.title)}</h1>\n{subtitle}\n{body}{foot}\n</body>\n</html>\n"
    )
    return page.encode("utf-8", "replace")


@singledispatch
def _block(block: object) -> list[str]:
    raise TypeError(type(block).__name__)


@_block.register
def _(block: Heading) -> list[str]:
    tag = "h2" if block.level == 1 else "h3"
    return [f"<{tag}>{escape(block.text)}</{tag}>\n"]


@_block.register
def _(block: Paragraph) -> list[str]:
    if block.role == "quote":
        return [f"<blockquote>{escape(block.text)}</blockquote>\n"]
    return [f'<p class="{block.role}">{escape(block.text)}</p>\n']


@_block.register
def _(block: Verdict) -> list[str]:
    detail = f'<br><span class="muted">{escape(block.detail)}</span>' if block.detail else ""
    sign = f'<span class="sign {block.mark}">{SIGNS[block.mark]}</span>'
    return [f'<div class="verdict">{sign}<span>{escape(block.text)}{detail}</span></div>\n']


@_block.register
def _(block: Facts) -> list[str]:
    rows = (f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in block.rows)
    return ["<dl>", *rows, "</dl>\n"]


@_block.register
def _(block: Items) -> list[str]:
    return ["<ul>", *(f"<li>{escape(text)}</li>" for text in block.texts), "</ul>\n"]


@_block.register
def _(block: Table) -> list[str]:
    shares = sum(block.widths) or 1
    widths = "".join(f'<col style="width:{100 * width / shares:.1f}%">' for width in block.widths)
    head = "".join(f"<th>{escape(cell)}</th>" for cell in block.columns)
    rows = ("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n" for row in block.rows)
    return [f"<table>{widths}<thead><tr>{head}</tr></thead><tbody>\n", *rows, "</tbody></table>\n"]


@_block.register
def _(block: Shares) -> list[str]:
    total = sum(part.size for part in block.parts) or 1
    bar = "".join(
        f'<span style="width:{100 * part.size / total:.3f}%;background:{COLOURS[part.key]}"></span>'
        for part in block.parts
        if part.size
    )
    legend = "".join(
        f'<li><span class="swatch" style="background:{COLOURS[part.key]}"></span>'
        f'{escape(part.label)} <span class="muted">{escape(part.figures)}</span></li>'
        for part in block.parts
    )
    return [f'<div class="bar" aria-hidden="true">{bar}</div><ul class="legend">{legend}</ul>\n']


@_block.register
def _(block: Picture) -> list[str]:
    data = base64.b64encode(block.svg.encode()).decode()
    return [f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(block.words, quote=True)}">\n']


@_block.register
def _(block: Compared) -> list[str]:
    labels = "".join(f"<b>{escape(label)}</b>" for label in block.labels)
    sides = "".join(f"<p>{_pieces(side)}</p>" for side in (block.left, block.right))
    return [f'<div class="compared">{labels}{sides}</div>\n']


def _pieces(pieces: Pieces) -> str:
    return "".join(f"<u>{escape(words)}</u>" if marked else escape(words) for words, marked in pieces)
