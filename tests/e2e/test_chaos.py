"""Two rounds of `python tests/soak.py manuscript`, which kills a writer's program 200 times."""

from __future__ import annotations

from pathlib import Path

from tests.chaos import manuscript


def test_a_killed_program_loses_two_seconds_at_most_and_leaves_a_sound_manuscript(tmp_path: Path) -> None:
    assert "most lost" in manuscript(2, tmp_path)
