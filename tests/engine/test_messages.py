"""Every error the engine can raise is worded in both languages and says what it knows."""

from __future__ import annotations

import re
import string
import tomllib

from muse_desktop import engine
from muse_desktop.engine.client import Engine
from muse_desktop.paths import resource

SOURCE = resource("translations", "messages", "engine.toml")


def raised_codes() -> set[str]:
    import pathlib

    folder = pathlib.Path(engine.__file__).parent
    text = "".join(file.read_text("utf-8") for file in folder.rglob("*.py"))
    return set(re.findall(r'MuseError\(\s*"engine\.(\w+)"', text))


def test_every_code_is_worded_and_no_wording_is_left_over() -> None:
    assert set(tomllib.loads(SOURCE.read_text("utf-8"))) == raised_codes()


def test_both_languages_name_the_same_values() -> None:
    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for code, wording in tomllib.loads(SOURCE.read_text("utf-8")).items():
        assert set(wording) == {"en", "zh"}, code
        assert names(wording["en"]) == names(wording["zh"]), code
        assert re.search(r"[\u4e00-\u9fff]", wording["zh"]), code


def test_a_closed_engine_says_so_in_chinese_too() -> None:
    from muse_desktop.errors import MuseError

    engine = Engine()
    engine.close()
    error = engine.count(["x"]).exception(5)
    assert isinstance(error, MuseError)
    assert "关闭" in error.text("zh")
    assert engine.state == "closed"
