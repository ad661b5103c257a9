from __future__ import annotations

from collections.abc import Callable

from muse_desktop.engine.child.threads import PATIENCE, Pilots, ThreadPilot


def run(pilot: ThreadPilot, cost: Callable[[int], float], steps: int) -> float:
    """Seconds of `steps` steps whose cost depends on the number of threads."""
    total = 0.0
    for _ in range(steps):
        total += (took := cost(pilot.level))
        pilot.observe(took)
    return total


def idle(threads: int) -> float:
    return 0.016 / threads


def busy(threads: int) -> float:
    """One other program on 2 cores: two threads wait for each other."""
    return 0.016 if threads == 1 else 0.150


def test_on_an_idle_machine_all_cores_are_used_at_almost_no_cost() -> None:
    pilot = ThreadPilot(2)
    assert run(pilot, idle, 400) < 400 * idle(2) * 1.02
    assert pilot.level == 2


def test_beside_a_busy_program_fewer_threads_are_used_soon() -> None:
    pilot = ThreadPilot(2)
    run(pilot, busy, 10)
    assert pilot.home == 1
    assert run(pilot, busy, 1000) < 1000 * busy(1) * 1.15


def test_it_follows_a_program_that_comes_and_goes() -> None:
    pilot = ThreadPilot(2)
    run(pilot, idle, 100)
    run(pilot, busy, 20)
    assert pilot.home == 1
    run(pilot, idle, 2 * PATIENCE)
    assert pilot.home == 2


def test_many_cores_are_given_up_a_few_at_a_time() -> None:
    pilot = ThreadPilot(8)
    run(pilot, lambda n: 0.016 / n if n <= 6 else 0.05, 60)
    assert pilot.home == 6


def test_one_thread_stays_one() -> None:
    pilot = ThreadPilot(1)
    run(pilot, lambda n: 0.01 * n, 100)
    assert pilot.level == 1


def test_slowly_growing_steps_of_a_growing_text_are_no_reason() -> None:
    pilot = ThreadPilot(4)
    levels = set()
    for step in range(600):
        pilot.observe((0.01 + step * 0.00001) * (4 / pilot.level))
        if step > 10:
            levels.add(pilot.level)
    assert levels == {4}


def test_a_number_the_writer_named_is_kept() -> None:
    pilots = Pilots(2, fixed=True)
    for _ in range(20):
        pilots.observe(1, busy(2))
    assert pilots.level(1) == 2


def test_what_was_learnt_for_one_batch_size_is_where_another_starts() -> None:
    pilots = Pilots(2, fixed=False)
    for _ in range(20):
        pilots.observe(1, busy(pilots.level(1)))
    assert pilots.level(3) == 1


def test_a_limit_is_never_exceeded_and_lifted_again() -> None:
    for fixed in (True, False):
        pilots = Pilots(8, fixed=fixed)
        pilots.limit(3)
        levels = set()
        for _ in range(300):
            levels.add(pilots.level(1))
            pilots.observe(1, 0.016 / pilots.level(1))
        assert max(levels) == 3
        pilots.limit(0)
        assert pilots.level(1) == 8


def test_a_limit_above_what_is_used_changes_nothing_and_none_is_below_one() -> None:
    pilots = Pilots(2, fixed=True)
    pilots.limit(16)
    assert pilots.level(1) == 2
    pilots.limit(1)
    assert pilots.level(64) == 1


def test_below_a_limit_it_still_follows_a_busy_machine() -> None:
    pilots = Pilots(4, fixed=False)
    pilots.limit(2)
    for _ in range(20):
        pilots.observe(1, busy(pilots.level(1)))
    assert pilots.level(1) == 1
