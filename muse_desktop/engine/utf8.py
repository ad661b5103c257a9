"""Text from token bytes: a character may be spread over several tokens and must never be shown broken."""

from __future__ import annotations

import codecs


class Utf8Stream:
    """Turns the byte pieces of tokens into text, holding back the bytes of an unfinished character.

    Bytes that can never become a character are replaced by U+FFFD; an unfinished character at the end of
    the output is dropped (call nothing to finish: what was returned is the whole text).
    """

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def copy(self) -> Utf8Stream:
        """A stream of its own that has heard the same."""
        twin = Utf8Stream()
        twin._decoder.setstate(self._decoder.getstate())
        return twin

    def feed(self, data: bytes) -> str:
        """The characters that `data` completes; may be empty."""
        return self._decoder.decode(data)


def sendable(text: str) -> str:
    """`text` with lone surrogates (half an emoji out of a UTF-16 toolkit) replaced by U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
