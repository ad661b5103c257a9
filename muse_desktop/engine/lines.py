"""What the app and the engine's child say to each other: one JSON object a line, both ways."""

from __future__ import annotations

import msgspec

from muse_desktop.engine.hardware import Device
from muse_desktop.engine.protocol import (
    GenerateRequest,
    GenerationResult,
    ModelInfo,
    Prewarmed,
    Reading,
    Started,
    StopReason,
)
from muse_desktop.engine.values import (
    Adapter,
    Calibration,
    Embedded,
    Fit,
    Header,
    Measured,
    MeasureRequest,
    Message,
    NextWords,
    Scored,
    ScoreRequest,
    Vocabulary,
    WordsRequest,
)

MAX_LINE = 64 * 1024 * 1024
"""Bytes; a longer line is a broken line (a whole long novel is a tenth of it)."""


# Lines to the child.


class Load(msgspec.Struct, frozen=True, tag="load"):
    """Free the loaded model and load this one. `state_dir`: where its KV cache is kept; "" nowhere.
    `batch`: tokens of one prompt batch, 0 = the usual; `embedding`: for vectors instead of text; `adaptive`:
    `threads` is not what the writer named but the most that is worth it, fewer while others are busy;
    `draft_path`: a small model that guesses for this one, "" none."""

    id: int
    path: str
    context: int
    threads: int
    gpu_layers: int
    state_dir: str = ""
    adapters: tuple[Adapter, ...] = ()
    batch: int = 0
    embedding: bool = False
    adaptive: bool = False
    draft_path: str = ""


class Generate(msgspec.Struct, frozen=True, tag="generate"):
    """Generate; answered by began, steps, ended lines and one done."""

    id: int
    request: GenerateRequest


class Prewarm(msgspec.Struct, frozen=True, tag="prewarm"):
    """Read this request's prompt into the cache when nothing else waits; answered by warmed, never failed."""

    id: int
    request: GenerateRequest


class Words(msgspec.Struct, frozen=True, tag="words"):
    """Which words may come next; answered by words_found."""

    id: int
    request: WordsRequest


class Score(msgspec.Struct, frozen=True, tag="score"):
    """How likely a text is, when nothing else waits; answered by scores, or by overtaken."""

    id: int
    request: ScoreRequest


class Embed(msgspec.Struct, frozen=True, tag="embed"):
    """Vectors of texts; answered by vectors."""

    id: int
    texts: list[str]


class Estimate(msgspec.Struct, frozen=True, tag="estimate"):
    """Whether a model would fit; loads no weights and leaves the loaded model alone. Answered by fits."""

    id: int
    path: str
    context: int
    gpu_layers: int


class Inspect(msgspec.Struct, frozen=True, tag="inspect"):
    """What a model file says of itself; leaves the loaded model alone. Answered by header."""

    id: int
    path: str


class Survey(msgspec.Struct, frozen=True, tag="survey"):
    """A model file's vocabulary and how it cuts a text; leaves the loaded model alone. Answered by
    surveyed."""

    id: int
    path: str
    text: str


class Measure(msgspec.Struct, frozen=True, tag="measure"):
    """Read a text with the loaded model; answered by progress, then measured or overtaken."""

    id: int
    request: MeasureRequest


class Quantise(msgspec.Struct, frozen=True, tag="quantise"):
    """Write a model file as another kind to the file `part`; answered by progress, then by an empty answer.
    A Cancel ends the child."""

    id: int
    path: str
    part: str
    kind: str
    threads: int = 0


class Calibrate(msgspec.Struct, frozen=True, tag="calibrate"):
    """Measure how this machine computes the loaded model best; answered by calibrated, or by overtaken.
    `background`: when nothing else waits."""

    id: int
    background: bool = False


class Limit(msgspec.Struct, frozen=True, tag="limit"):
    """Use so many threads at most from now on, 0 = as loaded (battery saver). Answered by an empty answer."""

    id: int
    threads: int


class Cancel(msgspec.Struct, frozen=True, tag="cancel"):
    """Stop one candidate of job `id`, or all of it (candidate -1). Not answered."""

    id: int
    candidate: int = -1


class Count(msgspec.Struct, frozen=True, tag="count"):
    """Tokens of each text, without special ones."""

    id: int
    texts: list[str]


class Render(msgspec.Struct, frozen=True, tag="render"):
    """The prompt text of these messages."""

    id: int
    messages: list[Message]
    prefill: str


class Tokenise(msgspec.Struct, frozen=True, tag="tokenise"):
    """The token ids of a text; `special`: read control tokens written in it."""

    id: int
    text: str
    special: bool


class Ends(msgspec.Struct, frozen=True, tag="ends"):
    """Where each token of an answer ends in its text."""

    id: int
    tokens: tuple[int, ...]


class Forget(msgspec.Struct, frozen=True, tag="forget"):
    """Delete the states in a folder and what the cache holds; answered by an empty answer."""

    id: int
    folder: str


class Versions(msgspec.Struct, frozen=True, tag="versions"):
    """What the engine is built of."""

    id: int


class Devices(msgspec.Struct, frozen=True, tag="devices"):
    """What the engine can compute with; answered by devices_found."""

    id: int


class Ping(msgspec.Struct, frozen=True, tag="ping"):
    """Are you there? Answered at once by an empty answer, whatever else is being done."""

    id: int


Request = (
    Load | Generate | Prewarm | Words | Score | Embed | Estimate | Inspect | Calibrate | Limit | Forget
    | Cancel | Count | Render | Tokenise | Ends | Versions | Devices | Ping | Survey | Measure | Quantise
)  # fmt: skip

Heavy = (
    Load | Generate | Prewarm | Words | Score | Embed | Calibrate | Forget | Survey | Measure | Quantise
)  # fmt: skip
"""What computes with the model or replaces it: one at a time. Everything else is answered beside it."""


# Lines from the child.


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """How far loading is, 0 … 1."""

    id: int
    fraction: float


class Loaded(msgspec.Struct, frozen=True, tag="loaded"):
    """The model is ready."""

    id: int
    info: ModelInfo


class Began(msgspec.Struct, frozen=True, tag="began"):
    """See Started."""

    id: int
    event: Started


class Reads(msgspec.Struct, frozen=True, tag="reads"):
    """See Reading."""

    id: int
    event: Reading


class Steps(msgspec.Struct, frozen=True, tag="steps"):
    """New text of all candidates that have some: (candidate, text, tokens)."""

    id: int
    pieces: list[tuple[int, str, int]]


class Ended(msgspec.Struct, frozen=True, tag="ended"):
    """See CandidateDone."""

    id: int
    candidate: int
    reason: StopReason


class Done(msgspec.Struct, frozen=True, tag="done"):
    """The generation's result."""

    id: int
    result: GenerationResult


class Warmed(msgspec.Struct, frozen=True, tag="warmed"):
    """A prewarm is over, to its end or not."""

    id: int
    result: Prewarmed


class WordsFound(msgspec.Struct, frozen=True, tag="words_found"):
    """The words that may come next."""

    id: int
    result: NextWords


class Scores(msgspec.Struct, frozen=True, tag="scores"):
    """How likely the text is."""

    id: int
    result: Scored


class Vectors(msgspec.Struct, frozen=True, tag="vectors"):
    """The vectors of the texts."""

    id: int
    result: Embedded


class Fits(msgspec.Struct, frozen=True, tag="fits"):
    """What the model would need."""

    id: int
    result: Fit


class HeaderRead(msgspec.Struct, frozen=True, tag="header"):
    """What the model file says of itself."""

    id: int
    result: Header


class Surveyed(msgspec.Struct, frozen=True, tag="surveyed"):
    """A model file's vocabulary."""

    id: int
    result: Vocabulary


class MeasureDone(msgspec.Struct, frozen=True, tag="measured"):
    """How the model read the text."""

    id: int
    result: Measured


class DevicesFound(msgspec.Struct, frozen=True, tag="devices_found"):
    """What the engine can compute with, and the names of the ways it knows."""

    id: int
    devices: tuple[Device, ...]
    backends: tuple[str, ...]


class Calibrated(msgspec.Struct, frozen=True, tag="calibrated"):
    """How the model runs best here."""

    id: int
    result: Calibration


class Overtaken(msgspec.Struct, frozen=True, tag="overtaken"):
    """A background request gave way to something the writer asked for; it may be sent again."""

    id: int


class Answer(msgspec.Struct, frozen=True, tag="answer"):
    """The answer to count, tokenise, ends (numbers), render (text), versions (a table), others (nothing)."""

    id: int
    value: str | list[int] | dict[str, str | list[str]] | None


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """The request was refused: a MuseError's code and values."""

    id: int
    code: str
    values: dict[str, str | int | float]


Response = (
    Progress | Loaded | Began | Reads | Steps | Ended | Done | Warmed | WordsFound | Scores | Vectors | Fits
    | HeaderRead | Surveyed | MeasureDone | Calibrated | DevicesFound | Overtaken | Answer | Failed
)  # fmt: skip
