"""`python -m muse_desktop`: the window, the command line, or (for the app itself) one of its children."""

from __future__ import annotations

import sys


def main() -> int:
    """Dispatch before anything heavy is imported: these children need neither Qt nor SQLAlchemy."""
    if sys.argv[1:2] == ["--engine-worker"]:
        from muse_desktop.engine.child.worker import main as worker

        return worker()
    if sys.argv[1:2] == ["--library-worker"]:
        from muse_desktop.library.importing.worker import main as reader

        return reader()
    if sys.argv[1:2] == ["--spelling-worker"]:
        from muse_desktop.craft.spelling_child import main as speller

        return speller()
    if sys.argv[1:2] == ["--encoder-worker"]:
        from muse_desktop.library.search.encoders.child import main as encoder

        return encoder()
    from muse_desktop.app import main as app

    return app()


if __name__ == "__main__":
    raise SystemExit(main())
