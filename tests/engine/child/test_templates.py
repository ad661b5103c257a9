from __future__ import annotations

import pytest

from muse_desktop.engine.child.templates import ChatTemplate
from muse_desktop.engine.protocol import Message
from muse_desktop.errors import MuseError

CHATML = (
    "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}\n{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
NO_SYSTEM = "{% if messages[0].role == 'system' %}{{ raise_exception('no system') }}{% endif %}" + CHATML


def test_the_prompt_ends_with_the_words_the_answer_begins_with() -> None:
    rendered = ChatTemplate(CHATML).render([Message("user", "写一首诗 🌅")], "Once upon")
    assert rendered == "<|user|>写一首诗 🌅\n<|assistant|>Once upon"


def test_without_a_template_the_messages_stand_one_after_another() -> None:
    template = ChatTemplate("")
    assert not template.present
    assert template.render([Message("system", "Be brief."), Message("user", "Hi")]) == "Be brief.\n\nHi\n\n"


def test_a_template_without_system_role_gets_it_in_the_first_user_message() -> None:
    rendered = ChatTemplate(NO_SYSTEM).render([Message("system", "S"), Message("user", "U")])
    assert rendered == "<|user|>S\n\nU\n<|assistant|>"


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ raise_exception('roles must alternate') }}",
        "{% for %}",
        "{{ ''.__class__.__mro__[1].__subclasses__()[0]() }}{{ messages.append(1) }}",
        "{{ undefined_thing.x }}",
        "{{ 1 / 0 }}",
        "x" * 1_000_001,
    ],
)
def test_a_template_that_fails_is_an_error_with_its_reason(hostile: str) -> None:
    with pytest.raises(MuseError) as failed:
        ChatTemplate(hostile).render([Message("user", "U")])
    assert failed.value.code == "engine.template_failed"
    assert 0 < len(str(failed.value.values["reason"])) <= 200
