"""Model files that other programs on this machine have already: LM Studio, Jan, Ollama, KoboldCpp, GPT4All
and llama.cpp itself. Their folders are only looked at, never changed, and nothing in them is trusted.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from muse_desktop.models.naming import one_line, shelf_name
from muse_desktop.models.split import model_files, size_of
from muse_desktop.models.values import FoundModel

MAX_JSON = 2**20
MOST_MANIFESTS = 2_000
_PLAIN_NAMES = {"model", "ggml-model", "gguf"}
"""Names that say nothing: the folder says what it is."""
_BLOB = re.compile(r"sha256[:-]([0-9a-f]{64})")
_OLLAMA_WEIGHTS = "application/vnd.ollama.image.model"
_NOT_TO_WRITE_WITH = re.compile(r"mmproj|-lora\b", re.IGNORECASE)


def found(
    home: Path, environ: Mapping[str, str], platform: str = sys.platform, root: Path = Path("/")
) -> tuple[FoundModel, ...]:
    """What lies in the usual places of other programs; each file once, in the order of tool and name.

    `home`: the writer's; `environ`: where programs are told to keep their files; `platform`, `root`: as
    sys.platform, and where the file system begins. Only headers' first bytes are read.
    """
    seen: set[Path] = set()
    models: list[FoundModel] = []
    for tool, look in _TOOLS.items():
        for name, path in look(home, environ, platform, root):
            real = _real(path)
            if real is None or real in seen or not _is_gguf(path) or _NOT_TO_WRITE_WITH.search(path.name):
                continue
            seen.add(real)
            models.append(FoundModel(tool, one_line(name), path, size_of(path)))
    return tuple(sorted(models, key=lambda one: (one.tool, one.name.casefold())))


_Named = Iterator[tuple[str, Path]]


def _lm_studio(home: Path, environ: Mapping[str, str], platform: str, root: Path) -> _Named:
    del environ, platform, root
    folders = [home / ".lmstudio" / "models", home / ".cache" / "lm-studio" / "models"]
    for settings in (home / ".lmstudio" / "settings.json", home / ".cache" / "lm-studio" / "settings.json"):
        if moved := _text(_json(settings), "downloadsFolder"):
            folders.append(Path(moved))
    yield from _in_folders(folders)


def _jan(home: Path, environ: Mapping[str, str], platform: str, root: Path) -> _Named:
    del root
    data = [base / "Jan" / "data" for base in _data_folders(home, environ, platform)]
    for base in _data_folders(home, environ, platform):
        if moved := _text(_json(base / "Jan" / "settings.json"), "data_folder"):
            data.append(Path(moved))
    folders = [home / "jan" / "models"]
    for one in data:
        folders += [one / "models", one / "llamacpp" / "models"]
    yield from _in_folders(folders)


def _ollama(home: Path, environ: Mapping[str, str], platform: str, root: Path) -> _Named:
    folders = [Path(told)] if (told := environ.get("OLLAMA_MODELS", "")) else []
    folders.append(home / ".ollama" / "models")
    if platform.startswith("linux"):  # where its service keeps them
        folders += [root / "usr" / "share" / "ollama" / ".ollama" / "models", root / "var" / "lib" / "ollama"]
    for folder in folders:
        for manifest in _some(model_files(folder / "manifests", lambda _: True, follow=False)):
            digest = _weights(_json(manifest))
            if digest:
                parts = manifest.relative_to(folder / "manifests").parts
                yield _ollama_name(parts), folder / "blobs" / f"sha256-{digest}"


def _weights(manifest: Any) -> str:
    """The checksum of the model itself among a manifest's layers; "" where there is none."""
    layers = manifest.get("layers") if isinstance(manifest, dict) else None
    for layer in layers[:100] if isinstance(layers, list) else ():
        if isinstance(layer, dict) and layer.get("mediaType") == _OLLAMA_WEIGHTS:
            named = _BLOB.fullmatch(str(layer.get("digest", ""))[:100])
            return named[1] if named else ""
    return ""


def _ollama_name(parts: tuple[str, ...]) -> str:
    """As Ollama's own list has it: registry.ollama.ai/library/llama3/8b is "llama3:8b"."""
    *names, tag = parts
    if names[:1] == ["registry.ollama.ai"]:
        names = names[1:]
    if names[:1] == ["library"]:
        names = names[1:]
    return f"{'/'.join(names)}:{tag}"


def _koboldcpp(home: Path, environ: Mapping[str, str], platform: str, root: Path) -> _Named:
    """It has no folder of its own: beside the program, and what its settings files name."""
    del environ, platform, root
    named = ("koboldcpp", "KoboldCpp", "Downloads/koboldcpp", "Documents/koboldcpp")
    places = [home / name for name in named]
    yield from _in_folders(places)
    for folder in (*places, home, home / "Documents", home / "Downloads", home / "Desktop"):
        with contextlib.suppress(OSError):
            for settings in sorted(folder.glob("*.kcpps"))[:50]:
                kept = _json(settings)
                for key in ("model_param", "model"):
                    if told := _text(kept, key):
                        yield shelf_name(Path(told), ""), Path(told)


def _gpt4all(home: Path, environ: Mapping[str, str], platform: str, root: Path) -> _Named:
    del root
    folders = [base / "nomic.ai" / "GPT4All" for base in _data_folders(home, environ, platform)]
    yield from _in_folders([*folders, home / ".cache" / "gpt4all"])


def _llama_cpp(home: Path, environ: Mapping[str, str], platform: str, root: Path) -> _Named:
    del root
    folders = [Path(told)] if (told := environ.get("LLAMA_CACHE", "")) else []
    folders += [home / ".cache" / "llama.cpp", home / "Library" / "Caches" / "llama.cpp"]
    folders += [base / "llama.cpp" for base in _data_folders(home, environ, platform)]
    yield from _in_folders(folders)


_TOOLS: dict[str, Callable[[Path, Mapping[str, str], str, Path], _Named]] = {
    "LM Studio": _lm_studio,
    "Jan": _jan,
    "Ollama": _ollama,
    "KoboldCpp": _koboldcpp,
    "GPT4All": _gpt4all,
    "llama.cpp": _llama_cpp,
}


def _data_folders(home: Path, environ: Mapping[str, str], platform: str) -> tuple[Path, ...]:
    """Where programs keep their data on this system."""
    if platform == "win32":
        roaming = environ.get("APPDATA", "") or str(home / "AppData" / "Roaming")
        local = environ.get("LOCALAPPDATA", "") or str(home / "AppData" / "Local")
        return Path(roaming), Path(local)
    if platform == "darwin":
        return (home / "Library" / "Application Support",)
    data = environ.get("XDG_DATA_HOME", "") or str(home / ".local" / "share")
    settings = environ.get("XDG_CONFIG_HOME", "") or str(home / ".config")
    return Path(data), Path(settings)


def _in_folders(folders: list[Path]) -> _Named:
    for folder in folders:
        for path in _some(model_files(folder)):
            named = shelf_name(path, "")
            yield (path.parent.name if named.lower() in _PLAIN_NAMES else named), path


def _some(files: Iterator[Path]) -> Iterator[Path]:
    return (file for file, _ in zip(files, range(MOST_MANIFESTS), strict=False))


def _json(path: Path) -> Any:
    """What a small JSON file of another program holds; None for anything else."""
    with contextlib.suppress(OSError, ValueError, RecursionError):  # msgspec's errors are ValueErrors
        if path.is_file() and path.stat().st_size <= MAX_JSON:
            return msgspec.json.decode(path.read_bytes())
    return None


def _text(kept: Any, key: str) -> str:
    """A path that another program's settings name: absolute and of sensible length, else ""."""
    value = kept.get(key) if isinstance(kept, dict) else None
    usable = isinstance(value, str) and 0 < len(value) < 2000 and "\0" not in value
    return str(value) if usable and Path(str(value)).is_absolute() else ""


def _real(path: Path) -> Path | None:
    with contextlib.suppress(OSError, RuntimeError):
        return path.resolve()
    return None


def _is_gguf(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(4) == b"GGUF"
    except OSError:
        return False
