"""The house keeps its own rules: layers, lint, types, wording, packaging, the two commands of the README."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from muse_desktop.errors import MuseError, message
from muse_desktop.paths import resource

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "muse_desktop"
MESSAGES = sorted(resource("translations", "messages").glob("*.toml"))


def _tool(*command: str) -> None:
    name = shutil.which(command[0], path=str(Path(sys.executable).parent)) or command[0]
    done = subprocess.run(
        [name, *command[1:]], cwd=ROOT, capture_output=True, text=True, timeout=280, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_go_down_the_layers_never_up() -> None:
    _tool("lint-imports", "--no-cache")


def test_ruff_finds_nothing() -> None:
    _tool("ruff", "check", "--no-cache", ".")


def test_types_hold_in_strict_mode() -> None:
    _tool("mypy")


@pytest.mark.parametrize("room", MESSAGES, ids=lambda path: path.stem)
def test_every_message_is_worded_in_both_languages_with_the_same_values(room: Path) -> None:
    entries = tomllib.loads(room.read_text("utf-8"))
    assert entries
    for what, wording in entries.items():
        assert set(wording) == {"en", "zh"}, f"{room.stem}.{what}"
        places = {language: set(re.findall(r"{(\w+)", text)) for language, text in wording.items()}
        assert places["en"] == places["zh"], f"{room.stem}.{what}"
        assert re.search(r"[\u4e00-\u9fff]", wording["zh"]), f"{room.stem}.{what} is not Chinese"


def _raised_codes() -> list[tuple[str, set[str], str]]:
    """Every code in a `MuseError` or `message` call of the source: code, values given, place."""
    found = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in {"MuseError", "message"} and "." in str(node.args[0].value):
                values = {word.arg for word in node.keywords if word.arg}
                if any(word.arg is None for word in node.keywords):
                    values.add("**")
                found.append((str(node.args[0].value), values, f"{path.name}:{node.lineno}"))
    return found


def test_every_code_that_is_raised_has_its_wording_and_gives_its_values() -> None:
    known = {
        f"{room.stem}.{what}": set(re.findall(r"{(\w+)", wording["en"]))
        for room in MESSAGES
        for what, wording in tomllib.loads(room.read_text("utf-8")).items()
    }
    raised = _raised_codes()
    assert len(raised) > 20
    missing = [f"{place} {code}" for code, _, place in raised if code not in known]
    assert missing == []
    short = [
        f"{place} {code} lacks {sorted(known[code] - values)}"
        for code, values, place in raised
        if "**" not in values and not known[code] <= values
    ]
    assert short == []


def test_an_error_is_worded_in_the_callers_language() -> None:
    error = MuseError("models.missing", path="/x/model.gguf")
    assert "/x/model.gguf" in error.text("en")
    assert "设置" in error.text("zh")
    assert message("no.such_code", "en", left=3) == "no.such_code {'left': 3}"


def test_the_readme_gives_the_two_commands_and_ci_runs_the_second_word_for_word() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 2
    run, test = (block.strip() for block in blocks)
    assert run.endswith("muse-desktop")
    assert "pytest" in test
    assert test in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_top_level_holds_what_the_design_names() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=30
    )
    if tracked.returncode != 0:  # an unpacked source archive has no git; its top level is what was packed
        names = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
        names -= {"build", "dist", "PKG-INFO"}
    else:
        names = {line.split("/")[0] for line in tracked.stdout.splitlines()}
    names = {name for name in names if not name.startswith(".")}
    assert names <= {
        "pyproject.toml", "muse_desktop", "resources", "tests", "packaging",
        "README.md", "LICENSE", "CHANGELOG.md",
    }  # fmt: skip


def test_the_command_line_starts_without_qt_the_model_or_alembic() -> None:
    code = (
        "import sys, muse_desktop.cli; "
        "print([m for m in ('PySide6', 'llama_cpp', 'alembic', 'numpy') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert out.stdout.strip() == "[]"


def test_a_built_wheel_carries_the_resources(tmp_path: Path) -> None:
    import zipfile

    from hatchling.builders.wheel import WheelBuilder

    (built,) = list(WheelBuilder(str(ROOT)).build(directory=str(tmp_path)))
    names = zipfile.ZipFile(built).namelist()
    for wanted in ("recipes/poem.toml", "translations/messages/engine.toml", "themes/dark.toml"):
        assert f"muse_desktop/resources/{wanted}" in names
