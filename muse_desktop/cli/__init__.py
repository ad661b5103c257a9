"""The same work without a window: `muse-desktop generate | check | library | documents | export | …`.

Results go to standard output (with `--json`, in the stable shapes of ARCHITECTURE.md), reasons to standard
error. Exit status: 0 done, 1 refused or failed, 2 wrong usage. One module for each group of commands.
"""

from muse_desktop.cli.context import chosen_settings, resolve_language
from muse_desktop.cli.main import build_parser, run

__all__ = ["build_parser", "chosen_settings", "resolve_language", "run"]
