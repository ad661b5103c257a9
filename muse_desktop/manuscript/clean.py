"""Characters that a document does not hold."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")
_SEPARATORS = str.maketrans({"\u2029": "\n", "\u2028": "\n"})


def clean_insert(text: str) -> str:
    """`text` with every lone surrogate (half an emoji; no encoding can store it) replaced, same length."""
    text = text.translate(_SEPARATORS) if "\u2029" in text or "\u2028" in text else text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def clean_document(text: str) -> str:
    """A whole text as a document holds it: line breaks are "\\n" alone, no lone surrogates."""
    return clean_insert(text.replace("\r\n", "\n").replace("\r", "\n"))
