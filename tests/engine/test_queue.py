"""The order of heavy work, without any engine."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from muse_desktop.engine.queue import JobQueue, Priority


def new_queue() -> JobQueue:
    return JobQueue(lambda _: None, lambda: None)


def ids(queue: JobQueue) -> list[int]:
    return [job.id for job in queue.jobs()]


def test_what_the_writer_asks_for_comes_first_and_equals_keep_their_order() -> None:
    queue = new_queue()
    queue.add(1, "score", Priority.BACKGROUND)
    queue.add(2, "generate", Priority.ASKED, "A poem")
    queue.add(3, "prewarm", Priority.PREWARM)
    queue.add(4, "words", Priority.ASKED)
    assert ids(queue) == [2, 4, 1], "and reading ahead is pointless when something is asked for"
    assert queue.take() == 2
    assert queue.take() is None, "one at a time"
    assert [(job.id, job.state) for job in queue.jobs()] == [(2, "running"), (4, "waiting"), (1, "waiting")]
    assert queue.jobs()[0].label == "A poem"
    queue.over(2)
    assert queue.take() == 4


def test_only_the_newest_prewarm_waits() -> None:
    queue = new_queue()
    assert queue.add(1, "prewarm", Priority.PREWARM) == ()
    assert queue.add(2, "prewarm", Priority.PREWARM) == (1,)
    assert queue.add(3, "score", Priority.BACKGROUND) == ()
    assert queue.take() == 2
    assert queue.give_way() is None
    queue.add(4, "prewarm", Priority.PREWARM)
    assert queue.give_way() == 2
    assert queue.give_way() is None, "told once"


def test_background_work_gives_way_and_is_the_next_of_its_kind() -> None:
    queue = new_queue()
    queue.add(1, "score", Priority.BACKGROUND)
    queue.add(2, "score", Priority.BACKGROUND)
    assert queue.take() == 1
    queue.add(3, "prewarm", Priority.PREWARM)
    assert queue.give_way() is None, "reading ahead can wait for it"
    queue.add(4, "generate", Priority.ASKED)
    assert queue.give_way() == 1
    queue.again(1)
    assert ids(queue) == [4, 1, 2]


def test_a_trial_of_the_machine_gives_way_to_reading_ahead_unless_the_writer_asked_for_it() -> None:
    for priority, stopped in ((Priority.BACKGROUND, 1), (Priority.ASKED, None)):
        queue = new_queue()
        queue.add(1, "calibrate", priority)
        assert queue.take() == 1
        queue.add(2, "prewarm", Priority.PREWARM)
        assert queue.give_way() == stopped


def test_a_writer_moves_jobs_among_their_equals_only() -> None:
    queue = new_queue()
    for job in (1, 2, 3):
        queue.add(job, "generate", Priority.ASKED)
    queue.add(4, "score", Priority.BACKGROUND)
    assert queue.move(3, 1)
    assert ids(queue) == [3, 1, 2, 4]
    assert queue.move(3, None)
    assert ids(queue) == [1, 2, 3, 4]
    assert queue.move(1, 3)
    assert ids(queue) == [2, 1, 3, 4]
    assert not queue.move(1, 4)
    assert not queue.move(4, 1)
    assert not queue.move(9, 1)
    assert not queue.move(1, 9)
    queue.take()
    assert not queue.move(2, None), "it runs already"
    assert not queue.move(3, 2)
    assert ids(queue) == [2, 1, 3, 4]


def test_a_job_runs_with_the_model_from_when_it_was_asked_for() -> None:
    queue = new_queue()
    queue.add(1, "generate", Priority.ASKED)
    queue.add(2, "load", Priority.ASKED)
    queue.add(3, "generate", Priority.ASKED)
    queue.add(4, "generate", Priority.ASKED)
    assert not queue.move(3, 1)
    assert not queue.move(1, None)
    assert not queue.move(2, None)
    assert queue.move(4, 3)
    assert ids(queue) == [1, 2, 4, 3]


def test_a_paused_queue_starts_nothing_but_what_changes_the_model() -> None:
    woken: list[bool] = []
    changes: list[bool] = []
    queue = JobQueue(lambda _: None, lambda: woken.append(True))
    queue.on_change.append(lambda: changes.append(queue.paused))
    queue.add(1, "load", Priority.ASKED)
    queue.add(2, "generate", Priority.ASKED)
    queue.add(3, "load", Priority.ASKED)
    queue.add(4, "forget", Priority.ASKED)
    queue.pause()
    queue.pause()
    assert changes == [False] * 4 + [True]
    assert queue.take() == 1
    queue.over(1)
    assert queue.take() == 4, "deleting what was read is not to wait"
    queue.over(4)
    assert queue.take() is None, "the load comes after the generation that was asked for before"
    woken.clear()
    queue.resume()
    assert woken
    assert queue.take() == 2


def test_the_last_model_comes_back_before_everything_and_is_not_shown() -> None:
    queue = new_queue()
    queue.add(1, "generate", Priority.ASKED)
    queue.pause()
    queue.add(2, "load", Priority.RELOAD)
    assert ids(queue) == [1]
    assert queue.take() == 2


class AnyUse(RuleBasedStateMachine):
    """Whatever is done with a queue: no job is lost, none is doubled, one runs at most."""

    def __init__(self) -> None:
        super().__init__()
        self.queue = new_queue()
        self.open: set[int] = set()
        self.running: int | None = None
        self.next = 1

    @rule(kind=st.sampled_from(["generate", "load", "prewarm", "score", "forget"]))
    def add(self, kind: str) -> None:
        priority = {"prewarm": Priority.PREWARM, "score": Priority.BACKGROUND}.get(kind, Priority.ASKED)
        self.open.difference_update(self.queue.add(self.next, kind, priority))
        self.open.add(self.next)
        self.next += 1

    @rule()
    def take(self) -> None:
        taken = self.queue.take()
        if taken is not None:
            assert self.running is None
            assert taken in self.open
            self.running = taken

    @rule(again=st.booleans())
    def end(self, again: bool) -> None:
        if self.running is None:
            return
        if again:
            self.queue.again(self.running)
        else:
            self.queue.over(self.running)
            self.open.discard(self.running)
        self.running = None

    @rule(data=st.data())
    def drop(self, data: st.DataObject) -> None:
        waiting = sorted(self.open - {self.running})
        if waiting:
            job = data.draw(st.sampled_from(waiting))
            self.queue.over(job)
            self.open.discard(job)

    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        numbers = st.integers(0, self.next)
        self.queue.move(data.draw(numbers), data.draw(st.none() | numbers))

    @rule(paused=st.booleans())
    def pause(self, paused: bool) -> None:
        (self.queue.pause if paused else self.queue.resume)()

    @rule()
    def give_way(self) -> None:
        assert self.queue.give_way() in (None, self.running)

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        jobs = self.queue.jobs()
        assert sorted(job.id for job in jobs) == sorted(self.open)
        assert [job.id for job in jobs if job.state == "running"] == ([self.running] if self.running else [])
        waiting = [job for job in jobs if job.state == "waiting"]
        assert [job.priority for job in waiting] == sorted(job.priority for job in waiting)


TestAnyUse = AnyUse.TestCase
TestAnyUse.settings = settings(max_examples=60, stateful_step_count=30)
