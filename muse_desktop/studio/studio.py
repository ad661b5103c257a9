"""The loop as one object: what the window, the command line and later the server call."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from muse_desktop.craft.prompt import Materials
from muse_desktop.craft.recipe import Recipe, RecipeBook, load_recipes
from muse_desktop.engine.client import Engine
from muse_desktop.engine.protocol import Prewarmed
from muse_desktop.engine.queue import JobQueue
from muse_desktop.engine.sampling import Sampling, candidate_seeds, draw_seed
from muse_desktop.engine.values import NextWord
from muse_desktop.errors import Language
from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.session import DocumentSession
from muse_desktop.paths import WorkspacePaths, cache_dir, settings_file
from muse_desktop.provenance.generations import Recorder
from muse_desktop.provenance.records import GenerationRecord, GenerationSummary
from muse_desktop.settings import Settings, load_settings, resolved_language, save_settings
from muse_desktop.store.store import Mode, Store
from muse_desktop.studio.accept import Accepted, accept
from muse_desktop.studio.alternatives import Alternatives, alternatives, branch_point
from muse_desktop.studio.at_hand import RunsAtHand
from muse_desktop.studio.calibrations import Calibrations
from muse_desktop.studio.evidence import Evidence
from muse_desktop.studio.generation import GenerationRun
from muse_desktop.studio.hands import HandsGuard
from muse_desktop.studio.machine import Machine
from muse_desktop.studio.model_host import ModelHost
from muse_desktop.studio.model_library import ModelLibrary
from muse_desktop.studio.parts import Parts
from muse_desktop.studio.places import hash_cache, model_files, recipe_folders, workspace_folder
from muse_desktop.studio.prepare import prepare
from muse_desktop.studio.prewarm import prewarm
from muse_desktop.studio.story import with_story
from muse_desktop.studio.values import GenerationOptions, Prepared, ReplayReport, RunEvent
from muse_desktop.studio.words import WordByWord
from muse_desktop.studio.writing import Writing

if TYPE_CHECKING:
    from muse_desktop.library.corpus import AddProgress, AddReport
    from muse_desktop.studio.novels import Compiled, CompileWish

T = TypeVar("T")
WORKERS = 3  # one may wait for the model while another checks and a third imports


@dataclass
class Studio(Parts):
    """An open workspace with everything the loop needs. Make one with `Studio.open`, end it with `close`.

    Methods that may take time answer with a Future; listeners are called on other threads.
    """

    settings: Settings
    store: Store
    manuscript: Manuscript
    recipes: RecipeBook
    model: ModelHost
    machine: Machine
    recorder: Recorder
    _pool: ThreadPoolExecutor
    _starter: ThreadPoolExecutor  # one thread: generations reach the engine in the order asked for
    _by_word: list[WordByWord] = field(default_factory=list)
    _prewarms: int = 0  # the number of the newest wish to read ahead

    def __post_init__(self) -> None:
        super().__init__()
        self.attended: Callable[[], bool] = lambda: False  # by the window: whether it is being used
        self._at_hand = RunsAtHand(self.recorder.generation)
        self.writing = Writing(self.manuscript)
        self.evidence = Evidence(self)
        self.hands = HandsGuard(self.writing.hands_only, self.manuscript)
        self.models = ModelLibrary(
            lambda: self.settings, self.set_settings, self.model, self.machine, self.recorder
        )

    @classmethod
    def open(
        cls,
        workspace: Path | None = None,
        mode: Mode = "own",
        settings: Settings | None = None,
        engine: Engine | None = None,
    ) -> Studio:
        """Open `workspace` (the writer's own by default); "own" creates it when there is none.

        Raises the store's MuseErrors, `store.in_use` among them. The model is not loaded yet.
        """
        settings = settings or load_settings(settings_file())
        store = Store.open(workspace_folder(workspace, settings), mode=mode)
        try:
            pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="muse-studio")
            recorder = Recorder(store)
            if mode == "own":
                recorder.close_left_over()
            calibrations = Calibrations(cache_dir() / "calibrations.json")
            states = store.paths.states if mode == "own" else None
            host = ModelHost(engine or Engine(), hash_cache(), settings, states, calibrations)
            return cls(
                settings=settings,
                store=store,
                manuscript=Manuscript(store, resolved_language(settings)),
                recipes=load_recipes(recipe_folders(), trusted=recipe_folders()[0]),
                model=host,
                machine=Machine(host, calibrations),
                recorder=recorder,
                _pool=pool,
                _starter=ThreadPoolExecutor(1, thread_name_prefix="muse-start"),
            )
        except BaseException:
            store.close()
            raise

    @property
    def language(self) -> Language:
        """The language to speak to the writer in."""
        return resolved_language(self.settings)

    @property
    def queue(self) -> JobQueue:
        """What the engine does and what waits for it, in order."""
        return self.model.engine.queue

    @property
    def root(self) -> Path:
        """The workspace folder."""
        return self.store.paths.root

    @property
    def paths(self) -> WorkspacePaths:
        """The files of the workspace."""
        return self.store.paths

    @property
    def title(self) -> str:
        """The title of the project that is open; "" before there is one."""
        projects = self.manuscript.projects()
        return projects[0].title if projects else ""

    def set_settings(self, settings: Settings) -> None:
        """Take over and keep changed settings. Raises OSError when they cannot be written."""
        self.settings = settings
        self.model.use(settings)
        save_settings(settings, settings_file())

    def background(self, work: Callable[[], T]) -> Future[T]:
        """Run slow reading off the caller's thread."""
        return self._pool.submit(work)

    def prepare(
        self,
        recipe: str,
        fields: Mapping[str, str],
        materials: Materials,
        muted: frozenset[str] = frozenset(),
        max_tokens: int | None = None,
        sampling: Sampling | None = None,
    ) -> Future[Prepared]:
        """The prompt as the model will see it and what each ingredient costs.

        Fails with craft.* for missing fields, an empty prompt or one too long, and with what loading the
        model may raise: tokens can only be counted by the model itself. With `studio.hands_only` where the
        model is off, as everything does here that asks the model for words.
        """

        def work() -> Prepared:
            self.hands.refuse(materials.document)
            told = with_story(materials, self.writing.bible)
            return prepare(
                self.model, self.recipes.get(recipe), fields, told, muted, max_tokens, sampling,
                (*self.settings.banned, *self.evidence.publication.banned(materials.document)),
            )  # fmt: skip

        return self._pool.submit(work)

    def prewarm(
        self,
        recipe: str,
        fields: Mapping[str, str],
        materials: Materials,
        muted: frozenset[str] = frozenset(),
        max_tokens: int | None = None,
    ) -> Future[Prewarmed]:
        """Have the model read what `prepare` would compose now, so that its first word comes at once.

        For a pause in the writing; the caller waits for one. Stopped by a generation or the next call, loads
        no model, never fails: the future has how many of the prompt's tokens are ready.
        """
        self._prewarms += 1
        number = self._prewarms
        told = with_story(materials, self.writing.bible)

        def wanted() -> bool:
            return number == self._prewarms and not self.hands.off(materials.document)

        return prewarm(
            self.model, lambda: self.recipes.get(recipe), fields, told, muted, max_tokens, self._pool, wanted
        )

    def forget_states(self) -> Future[None]:
        """Delete what the model has read of the documents, on disk and in memory; documents stay.

        Fails with `engine.states_not_deleted`.
        """
        return self.model.local.forget(self.paths.states)

    def generate(
        self,
        prepared: Prepared,
        candidates: int = 2,
        seed: int | None = None,
        document: int | None = None,
        on_event: Callable[[RunEvent], None] = lambda _: None,
        via: str = "window",
        options: GenerationOptions | None = None,
        label: str = "",
    ) -> GenerationRun:
        """Start a generation of 1 to 4 candidates; `seed` None draws one. Nothing enters a document.

        Several run one after another in the order asked for; `label` is what the queue calls this one.
        `options`: instead of those that `prepare` found in the recipe and the settings.
        """
        if options is not None:
            prepared = replace(prepared, options=options)
        self._prewarms += 1  # what is not read by now would be read for nothing
        first = draw_seed() if seed is None else seed
        run = GenerationRun(
            prepared, candidate_seeds(first, candidates), self.model, self.recorder, self.library, on_event
        )
        run.begun = self._at_hand.keep
        run.allowed = self.hands.follow(document, run.cancel, run.future.done)
        run.judge = lambda: self.originality.live_judge(document)
        run.guarding = lambda wanted: self.guard.asked(wanted, document)
        run.label = label
        run.start(self._pool, document, via, self._starter)
        return run

    def word_by_word(
        self,
        prepared: Prepared,
        document: int | None = None,
        sampling: Sampling | None = None,
        via: str = "window",
    ) -> WordByWord:
        """Begin a text that grows word by word behind `prepared`'s prompt; `sampling`: instead of its."""
        made = WordByWord(prepared, self.model, self.recorder, document, sampling, via)
        made.allowed = self.hands.follow(document, made.stop, lambda: made.finished)
        made.guarding = lambda wanted: self.guard.asked(wanted, document)
        self._by_word = [one for one in self._by_word if not one.finished] + [made]
        return made

    def alternatives(self, generation: int, candidate: int, position: int) -> Future[Alternatives]:
        """What else the model could have said at `position` (code points) of a recorded candidate.

        Fails with `studio.no_tokens`, `studio.other_model`, `studio.no_word`, and the engine's own.
        """
        return self._pool.submit(
            lambda: alternatives(self.model, self._allowed(generation), candidate, position)
        )

    def branch_point(
        self, generation: int, candidate: int, token_index: int, word: NextWord
    ) -> Future[Prepared]:
        """What `generate` needs to write on from a recorded candidate with `word` at its token `token_index`.

        Fails as `alternatives` does.
        """

        def work() -> Prepared:
            record = self._allowed(generation)
            return branch_point(
                self.model, record, self._recipe(record.recipe), candidate, token_index, word
            )

        return self._pool.submit(work)

    def branch(
        self,
        generation: int,
        candidate: int,
        token_index: int,
        word: NextWord,
        on_event: Callable[[RunEvent], None] = lambda _: None,
        via: str = "window",
    ) -> GenerationRun:
        """Write one new candidate that begins as a recorded one did, then with `word`, and goes its own way.

        Waits for the model; raises as `branch_point` fails.
        """
        prepared = self.branch_point(generation, candidate, token_index, word).result()
        document = self.generation(generation).document
        return self.generate(prepared, 1, None, document, on_event, via)

    def _allowed(self, generation: int) -> GenerationRecord:
        """A recorded generation, where more may be asked for its document. Raises `studio.hands_only`."""
        record = self.generation(generation)
        self.hands.refuse(record.document)
        return record

    def _recipe(self, name: str) -> Recipe | None:
        """A recipe, if it is still there."""
        return next((one for one in self.recipes.recipes if one.id == name), None)

    def accept(
        self,
        session: DocumentSession,
        generation: int,
        candidate: int,
        start: int,
        end: int,
        before: str | None = None,
        replaces: tuple[int, int] | None = None,
    ) -> Accepted:
        """The writer takes output[start:end] of a candidate: the text to insert, and its origins.

        `before`: the draft before the place (by default all of it, or what stands before `replaces`);
        `replaces`: the span of the draft it takes the place of. Call `accepted_at` when it is inserted.
        """
        self.hands.refuse(session.id)
        if before is None:
            before = session.text[: replaces[0]] if replaces else session.text
        recipe, output, authors = self._at_hand.said(generation, candidate)
        return accept(
            session, self._recipe(recipe), generation, candidate, output, (start, end), before, replaces,
            authors,
        )  # fmt: skip

    def accepted_at(
        self, session: DocumentSession, generation: int, candidate: int, start: int, end: int, position: int
    ) -> None:
        """Note in the record that output[start:end] now stands at `position` of the document."""
        self.recorder.accepted(generation, candidate, session.id, start, end, position)

    def add_to_library(
        self,
        paths: Sequence[Path],
        progress: Callable[[AddProgress], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Future[AddReport]:
        """Add files and folders, one import after another; the report names what was skipped and why."""
        return self.imports.add(paths, progress, cancelled)

    def history(self, limit: int = 200, document: int | None = None) -> list[GenerationSummary]:
        """The latest generations, newest first."""
        return self.recorder.history(limit, document)

    def generation(self, generation: int) -> GenerationRecord:
        """Everything recorded of one generation. Raises `provenance.no_generation`."""
        return self.recorder.generation(generation)

    def replay(self, generation: int) -> Future[ReplayReport]:
        """Repeat a recorded generation on this machine and compare token by token."""
        from muse_desktop.studio.replay import replay

        return self._pool.submit(
            lambda: replay(
                self.generation(generation), hash_cache(), model_files(self.settings), self.guard.again
            )
        )

    def export(
        self,
        document: int,
        path: Path,
        with_origins: bool = False,
        annotations: bool = False,
        notice: bool | None = None,
    ) -> Future[list[Path]]:
        """Write a document to a .md, .txt or .docx file; with its origins as JSON beside it if asked.

        `annotations`: a .md file says at its end who wrote what. A .docx says of itself what
        `Evidence.notices` finds; `notice`: whether files of the project do from now on (None: as before).
        Fails with `publication.blocked` where the project's house rules hold it back; so does `compile`.
        """
        from muse_desktop.studio.export import ExportWish, export_document

        wish = ExportWish(with_origins, annotations, self.settings.author)

        def work() -> list[Path]:
            self.evidence.publication.refuse_document(document)
            is_word = path.suffix.lower() == ".docx"
            own = self.evidence.notices.of_document(document, notice) if is_word else None
            paths = export_document(self.manuscript, document, path, wish, self.language, own)
            self.evidence.lineages.exported([document], path)
            self.evidence.sign_export()
            return paths

        return self._pool.submit(work)

    def compile(self, wish: CompileWish) -> Future[Compiled]:
        """Write the manuscript of a project to one file, which says of itself what the record has of it."""
        from muse_desktop.studio.novels import compilable, compile_manuscript

        def work() -> Compiled:
            self.evidence.publication.refuse(wish.project)
            is_word = wish.path.suffix.lower() == ".docx"
            own = self.evidence.notices.of_project(wish) if is_word else None
            made = compile_manuscript(self.manuscript, wish, own)
            inside = [one.id for one in compilable(self.manuscript, wish.project) if one.compiled]
            self.evidence.lineages.exported(inside, wish.path)
            self.evidence.sign_export()
            return made

        return self._pool.submit(work)

    def verify(self, head: str = "", key: str = "") -> dict[str, Any]:
        """Whether the hash chain, signatures and the origins of every document hold; see `verify.verify`."""
        from muse_desktop.studio.verify import verify

        return verify(self.store, self.manuscript, self.language, head, key)

    def close(self) -> None:
        """End the engine's child, save what is open, release the workspace."""
        self.close_parts("library", "imports")
        growing = [one.finish() for one in self._by_word]
        self.writing.close()
        self.models.close()
        self.close_parts("lab", "library_search")
        self.machine.close()
        self.model.close()
        self.close_parts("insight")
        wait(growing)
        self._starter.shutdown(wait=True, cancel_futures=True)
        self.close_parts("originality")
        self._pool.shutdown(wait=True, cancel_futures=True)
        try:
            self.manuscript.close()
            self.evidence.close()
        finally:
            self.store.close()
