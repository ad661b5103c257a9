"""A fifteenth of each long fault test; `python tests/soak.py NAME` runs them in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import FULL


@pytest.mark.real_model
@pytest.mark.parametrize("name", FULL)
def test_killed_processes_lose_nothing_that_was_promised(name: str, tmp_path: Path) -> None:
    work, rounds = FULL[name]
    said = work(max(1, rounds // 15), tmp_path)
    assert said
