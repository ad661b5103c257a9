"""What was copied is let go of without Python, when the application goes."""

import subprocess
import sys

COPY_AND_LEAVE = """
from PySide6.QtWidgets import QApplication
from muse_desktop.ui.page.clipboard import library_mime, read

application = QApplication([])
application.clipboard().setMimeData(library_mime("the ice came in", object(), 1, "The Mirror of the Sea"))
copied = read(application.clipboard().mimeData())
print(copied.text, copied.source.title, sep=" | ")
"""


def test_who_copied_from_a_source_and_closes_the_app_gets_no_crash() -> None:
    done = subprocess.run(
        [sys.executable, "-c", COPY_AND_LEAVE], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, "the ice came in | The Mirror of the Sea\n"), done.stderr
