"""Reading ahead what the model will be asked for, while the writer pauses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future

from muse_desktop.craft.prompt import Materials
from muse_desktop.craft.recipe import Recipe
from muse_desktop.engine.protocol import NOTHING_WARMED, Prewarmed
from muse_desktop.errors import MuseError
from muse_desktop.studio.model_host import ModelHost
from muse_desktop.studio.prepare import prepare


def prewarm(
    host: ModelHost,
    recipe: Callable[[], Recipe],
    fields: Mapping[str, str],
    materials: Materials,
    muted: frozenset[str],
    max_tokens: int | None,
    executor: Executor,
    wanted: Callable[[], bool],
) -> Future[Prewarmed]:
    """Compose the prompt as `prepare` will, and have the engine read it when it has nothing else to do.

    Passed over in silence when `wanted` has become false, when there is no prompt yet, or when a model would
    have to be loaded first. The future has how much of the prompt is ready; it never waits for the writer.
    """
    future: Future[Prewarmed] = Future()

    def begin() -> None:
        try:
            if not (wanted() and host.is_ready):
                future.set_result(NOTHING_WARMED)
                return
            prompt = prepare(host, recipe(), fields, materials, muted, max_tokens, None).prompt
            if not wanted():
                future.set_result(NOTHING_WARMED)
                return
            text = prompt.raw() if prompt.mode == "continue" else prompt.messages()
            job = host.engine.prewarm(text, prompt.prefill)
            job.future.add_done_callback(lambda done: future.set_result(done.result()))
        except MuseError:
            future.set_result(NOTHING_WARMED)  # a generation would say what is wrong; a pause says nothing
        except BaseException as error:
            future.set_exception(error)  # a bug: whoever waits must hear of it
            raise

    executor.submit(begin)
    return future
