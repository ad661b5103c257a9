"""Typed settings of this writer on this machine, kept as one JSON file."""

from __future__ import annotations

import contextlib
import locale
import os
from pathlib import Path
from typing import Any, Literal

import msgspec

from muse_desktop.errors import Language
from muse_desktop.files import put


class AdapterSetting(msgspec.Struct, frozen=True):
    """A LoRA adapter file to lay over the model, and how strongly (1: as trained)."""

    path: str
    scale: float = 1.0


class TaskModel(msgspec.Struct, frozen=True):
    """The model file to use for a task other than prose (`models.values.Task`)."""

    task: str
    path: str


class Shortcut(msgspec.Struct, frozen=True):
    """The keys a writer gave to an action, as Qt's portable text ("Ctrl+Shift+K"); "" for none."""

    action: str
    keys: str


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the writer can set. Unknown keys of a newer version are ignored when read."""

    language: Literal["system", "en", "zh"] = "system"
    theme: Literal["system", "light", "dark", "paper", "contrast"] = "system"
    text_points: float = 15.0
    model_path: str = ""  # empty: the starter model
    context_tokens: int = 4096
    threads: int = 0  # 0: as many as there are physical cores
    gpu_layers: int = -1  # -1: as many as fit; 0: none
    library_encoder: str = ""  # empty: the embedding model where there is one, else the shipped
    candidates: int = 2
    banned: tuple[str, ...] = ()  # phrases the model must not use
    adapters: tuple[AdapterSetting, ...] = ()
    draft_model: str = ""  # empty: none; else a small model that guesses ahead for the one that writes
    battery_saver: bool = True  # half the threads while on battery
    remote_url: str = ""  # empty: the model runs here; else an address the writer typed
    remote_model: str = ""
    remote_allowed: tuple[str, ...] = ()  # addresses the writer has agreed to send text to, the last one last
    task_models: tuple[TaskModel, ...] = ()  # for prose it is model_path
    hub_endpoint: str = ""  # empty: the hub's own address; else a mirror the writer typed
    welcomed: bool = False  # the first steps have been shown, or skipped
    last_workspace: str = ""
    author: str = ""  # on title pages
    page_font: str = ""  # a family; empty: the serif that comes with the app
    line_letters: int = 68  # how long a line may become
    line_space: float = 0.5  # white between lines, in heights of a letter
    markdown_look: bool = True  # headings, emphasis, quotes and scene breaks are shown as what they are
    smart_punctuation: bool = True
    punctuation: Literal["auto", "en", "de", "fr", "zh"] = "auto"  # whose quotes; auto: those of the text
    typewriter: bool = False  # the line being written stays in the middle
    lit: Literal["all", "sentence", "paragraph"] = "all"  # what is not dimmed in focus mode
    spelling: bool = True
    live_check: bool = True  # passages that stand in the library too are marked while one writes
    dictionaries: tuple[str, ...] = ("en_US",)
    shortcuts: tuple[Shortcut, ...] = ()  # those that differ from the app's own
    voice: str = ""  # reads aloud; empty: the system's own
    voice_rate: float = 0.0  # -1 (slowest) to 1


def load_settings(path: Path) -> Settings:
    """Read the settings at `path`; a missing file, or one that may not be read, gives the defaults.

    A file that cannot be read as settings is set aside as `settings.json.broken`, never overwritten.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Settings)
    except OSError:
        return Settings()
    except (msgspec.DecodeError, UnicodeDecodeError):
        with contextlib.suppress(OSError):  # in a folder that may not be written it is as safe where it is
            path.replace(path.with_name(path.name + ".broken"))
        return Settings()


def save_settings(settings: Settings, path: Path) -> None:
    """Write `settings` to `path` whole or not at all (temporary name, fsync, replace)."""
    put(path, msgspec.json.format(msgspec.json.encode(settings), indent=2), durable=True)


def replaced(settings: Settings, **changes: Any) -> Settings:
    """A copy of `settings` with some values changed."""
    return msgspec.structs.replace(settings, **changes)


def resolved_language(settings: Settings) -> Language:
    """The language chosen, or the system's: 中文 where its locale is Chinese, else English."""
    if settings.language != "system":
        return settings.language
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    named = named or locale.getlocale()[0] or ""
    return "zh" if named.lower().startswith(("zh", "chinese")) else "en"
