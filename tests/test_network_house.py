"""Promise 1 in the source: who may open a connection, and that nothing else can."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "muse_desktop"

TALKS = {
    "socket", "ssl", "http", "urllib.request", "urllib3", "httpx", "httpx2", "httpcore2", "huggingface_hub",
    "requests", "aiohttp", "asyncio", "socketserver", "ftplib", "smtplib", "xmlrpc", "websockets", "keyring",
    "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "webbrowser",
}  # fmt: skip

HUB = {"httpx2", "huggingface_hub", "socket", "urllib.request"}
ALLOWED: dict[str, set[str]] = {
    "models/hub.py": {"huggingface_hub"},
    "models/hub_session.py": HUB,
    "models/hub_trouble.py": {"httpx2"},  # to tell one failure from another
    "models/transfer.py": HUB | {"ssl"},
    "models/transfer_wire.py": HUB | {"ssl"},
    "models/token.py": {"keyring"},
    "provenance/keys.py": {"keyring"},
    "store/lock.py": {"socket"},  # the name of this machine
    "ui/base/interrupt.py": {"socket"},  # a pair of sockets wakes the window on Ctrl+C
    "ui/base/display.py": {"socket"},  # whether a display server listens on its unix socket
}
REMOTE = re.compile(r"engine/remote/[a-z_]+[.]py")
IN_REMOTE = {"socket", "ssl", "http"}


def _loads(call: ast.Call) -> bool:
    """Whether a call loads the module it is given the name of, at once or later."""
    return getattr(call.func, "attr", "") == "import_module" or getattr(call.func, "id", "") == "LazyModule"


def _imports(path: Path) -> set[str]:
    """Every module that a source file names in an import, at its top or inside a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found.update(f"{node.module}.{one.name}" for one in node.names)
        elif isinstance(node, ast.Call) and _loads(node) and path != PACKAGE / "lazy.py":
            assert isinstance(node.args[0], ast.Constant), f"{path}:{node.lineno}: what is imported here?"
            found.add(str(node.args[0].value))
    return found


def _talkers(path: Path) -> set[str]:
    names = _imports(path)
    return {talk for talk in TALKS for name in names if name == talk or name.startswith(talk + ".")}


def test_only_the_hub_the_transfer_and_the_remote_engine_may_open_a_connection() -> None:
    strangers = []
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        allowed = IN_REMOTE if REMOTE.fullmatch(place) else ALLOWED.get(place, set())
        if more := _talkers(path) - allowed:
            strangers.append(f"{place} imports {', '.join(sorted(more))}")
    assert strangers == []


def test_the_list_of_exceptions_names_only_files_that_need_them() -> None:
    optional = {"models/transfer.py", "models/transfer_wire.py"}  # one job, in one file or in two
    for place in set(ALLOWED) - optional:
        assert _talkers(PACKAGE / place), f"{place} talks to nobody any more: take it off the list"


def test_the_window_uses_local_sockets_for_nothing_but_waking_and_looking() -> None:
    for place in ("ui/base/interrupt.py", "ui/base/display.py", "store/lock.py"):
        source = (PACKAGE / place).read_text("utf-8")
        assert "AF_INET" not in source
        assert "create_connection" not in source
        assert re.search(r"socketpair|AF_UNIX|gethostname", source), place


def test_the_libraries_that_talk_are_not_even_loaded_at_the_start() -> None:
    code = (
        "import sys, muse_desktop.cli, muse_desktop.studio.studio, muse_desktop.models.hub, "
        "muse_desktop.models.hub_session, muse_desktop.models.token, muse_desktop.models.catalogue\n"
        "print([one for one in ('huggingface_hub', 'httpx2', 'keyring', 'requests') if one in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert out.stdout.strip() == "[]"
