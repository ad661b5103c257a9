"""Chat messages as the one text a model reads, by the template in its own file."""

from __future__ import annotations

from collections.abc import Sequence

from muse_desktop.engine.protocol import Message
from muse_desktop.errors import MuseError

MAX_TEMPLATE = 1_000_000
"""Characters; a longer template is nothing a model was trained with."""


class ChatTemplate:
    """A model's chat template, run in Jinja's immutable sandbox (a GGUF is not to be trusted with code).

    `source` empty: a plain layout, the messages one after another with blank lines between.
    """

    def __init__(self, source: str, bos: str = "", eos: str = "") -> None:
        self.present = bool(source.strip())
        self._source = source
        self._bos = bos
        self._eos = eos

    def render(self, messages: Sequence[Message], prefill: str = "") -> str:
        """The prompt text, ending where the assistant's answer begins, with `prefill` as its first words.

        A template that knows no system role gets it at the head of the first user message.
        Raises MuseError `engine.template_failed` with the reason.
        """
        if not self.present:
            return "\n\n".join([*(message.content for message in messages), prefill])
        try:
            return self._apply(messages) + prefill
        except Exception as error:  # the template is foreign code: anything may come out of it
            if messages and messages[0].role == "system":
                return self.render(_without_system(messages), prefill)
            raise MuseError("engine.template_failed", reason=_short(error)) from error

    def _apply(self, messages: Sequence[Message]) -> str:
        if len(self._source) > MAX_TEMPLATE:
            raise ValueError(f"{len(self._source)} characters")
        from llama_cpp.llama_chat_format import Jinja2ChatFormatter

        formatter = Jinja2ChatFormatter(self._source, eos_token=self._eos, bos_token=self._bos)
        turns = [{"role": message.role, "content": message.content} for message in messages]
        return str(formatter(messages=turns).prompt)


def _without_system(messages: Sequence[Message]) -> list[Message]:
    """The system message moved into the first user message, or made one."""
    system, rest = messages[0], list(messages[1:])
    if rest and rest[0].role == "user":
        return [Message("user", f"{system.content}\n\n{rest[0].content}"), *rest[1:]]
    return [Message("user", system.content), *rest]


def _short(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
