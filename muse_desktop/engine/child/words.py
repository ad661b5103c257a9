"""Which words may come next: the likeliest tokens, each completed to the word it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np
import numpy.typing as npt

from muse_desktop.engine.child import beside
from muse_desktop.engine.child.context import Cancelled, Context
from muse_desktop.engine.child.generation import checked, prompt_tokens
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.prefix import Floats, common_prefix
from muse_desktop.engine.child.samplers import DryPrototypes, SamplerChain
from muse_desktop.engine.protocol import GenerateRequest
from muse_desktop.engine.sampling import Sampling
from muse_desktop.engine.utf8 import Utf8Stream
from muse_desktop.engine.values import NextWord, NextWords, WordsRequest
from muse_desktop.errors import MuseError
from muse_desktop.text.segment import is_cjk, words

STEPS = 6
"""Tokens added to complete a word, at most; a longer word is shown as far as it got."""
FEW = 8
"""So many kept tokens are computed one by one, as a generation would."""
ROWS_KEPT = 64
"""Logits remembered, so that going back costs nothing and shows the same numbers."""

Doubles = npt.NDArray[np.float64]


class Chances:
    """The probabilities of the next token after a sampler chain, without what picks one at random.

    XTC acts in a share of the steps: its probabilities are the average of those with and without it.
    """

    def __init__(self, model: Model, sampling: Sampling, dry: DryPrototypes, before: Sequence[int]) -> None:
        """`before`: the tokens that penalties look back at."""
        self._n_vocab = model.n_vocab
        self._greedy = sampling.temperature == 0
        share = 0.0 if self._greedy else sampling.xtc_probability
        self._ways: list[tuple[float, SamplerChain]] = []
        for weight, xtc in ((1 - share, 0.0), (share, 1.0)):
            if weight > 0:
                changed = msgspec.structs.replace(sampling, xtc_probability=xtc)
                self._ways.append((weight, SamplerChain(model.vocab, changed, 0, dry)))
        window = sampling.window()
        self._looks_back = window > 0
        for _, chain in self._ways:
            chain.accept(before[-window:] if window else [])

    def likeliest(self, row: Floats, path: Sequence[int]) -> int:
        """The token that a greedy pick would take, `path` having been taken."""
        if not self._looks_back:
            return int(row.argmax())  # the chain changes no order
        return int(self.of(row, path).argmax())

    def of(self, row: Floats, path: Sequence[int] = ()) -> Doubles:
        """The probability of every token of the vocabulary, `path` having been taken."""
        total = np.zeros(self._n_vocab)
        for weight, chain in self._ways:
            if path and self._looks_back:
                branch = chain.clone()
                branch.follow(path)
                tokens, logits = branch.shape(row)
                branch.close()
            else:
                tokens, logits = chain.shape(row)
            if self._greedy:
                total[tokens[logits.argmax()]] += weight
            else:
                total[tokens] += weight * np.exp(logits.astype(np.float64) - beside.log_sum_exp(logits))
        return total

    def close(self) -> None:
        """Free the chains."""
        for _, chain in self._ways:
            chain.close()


@dataclass
class _Path:
    """One word on its way: its tokens, and the text of them that is whole."""

    sequence: int
    tokens: list[int]
    probability: float
    plain: float
    text: str = ""
    end: bool = False
    done: bool = False
    _utf8: Utf8Stream = field(default_factory=Utf8Stream)
    _bytes: int = 0

    def add(self, piece: bytes) -> None:
        """Take the bytes of one more token."""
        self.text += self._utf8.feed(piece)
        self._bytes += len(piece)

    @property
    def unfinished(self) -> bool:
        """Whether a character is begun and not complete."""
        return len(self.text.encode()) < self._bytes

    @property
    def broken(self) -> bool:
        """Whether its bytes are no text."""
        return "\ufffd" in self.text

    @property
    def open(self) -> bool:
        """Whether more may belong to the word: letters, or white space a word will follow."""
        if self.unfinished:
            return True
        last = self.text[-1:]
        if self.text.isspace():
            return "\n" not in self.text
        return bool(last) and last.isalnum() and not is_cjk(last)

    def goes_on(self, piece: bytes) -> bool:
        """Whether the next token's bytes belong to the word that the text ends in."""
        if self.unfinished:
            return True
        following = self._utf8.copy().feed(piece)
        if self.text.isspace():
            return not following[:1].isspace()
        seam = len(self.text)
        return any(start < seam < end for start, end in words(self.text + following))


class WordFinder:
    """Answers `WordsRequest` in one context, and remembers where the writer stands: a click computes the
    tokens that are new and one batch of the words that may follow. Used by the context's thread."""

    def __init__(self, model: Model, context: Context, dry: DryPrototypes) -> None:
        self._model = model
        self._context = context
        self._dry = dry
        self._base: list[int] = []  # what the context held when the trail began
        self._trail: list[int] = []  # tokens after it, in a sequence of their own
        self._rows: dict[int, Floats] = {}  # logits after so many tokens of the trail

    def find(self, request: WordsRequest) -> NextWords:
        """The words, likeliest first; none when it was cancelled.

        No more than there are sequences for (11). Raises MuseError as a generation does.
        """
        model, context = self._model, self._context
        asked = GenerateRequest(prompt=request.prompt, prefill=request.prefill, seeds=(0,))
        _, prompt = prompt_tokens(model, asked)
        whole = [*prompt, *checked(model, request.kept)]
        if len(whole) >= context.size:
            raise MuseError("engine.prompt_too_long", needed=len(whole), available=context.size - 1)
        reused = 0
        chances = Chances(model, request.sampling, self._dry, whole)
        try:
            row, reused = self._stand(whole, len(prompt))
            paths = self._begin(row, chances, request.count)
            self._complete(paths, chances, len(whole))
            found = _merged(paths)[: max(0, request.count)]
        except Cancelled:
            found = []
        finally:
            chances.close()
            for sequence in beside.BRANCHES:
                beside.empty(context, sequence)
        return NextWords(tuple(found), len(prompt), reused)

    def _stand(self, whole: list[int], prompt: int) -> tuple[Floats, int]:
        """Have all of `whole` computed; the logits after it, and how many tokens were there already."""
        context = self._context
        alive = bool(self._base) and context.held == self._base
        alive = alive and beside.length(context, beside.TRAIL) == len(self._base) + len(self._trail)
        held = len(context.held)
        begins = prompt <= held <= len(whole) and whole[:held] == context.held
        begins = begins and (held < len(whole) or context.usable(whole) == held)
        if alive and begins and beside.clear(context, beside.TRAIL):
            reused = held + common_prefix(self._trail, whole[held:])
        else:
            self._base, self._trail, self._rows = [], [], {}
            reused = held
            if not (begins and beside.clear(context)):
                reused = context.prepare(whole, reuse=True)
                context.prefill(whole)
            beside.empty(context, beside.TRAIL)
            beside.copy(context, 0, beside.TRAIL)
            self._base = list(context.held)
        return self._follow(whole), reused

    def _follow(self, whole: list[int]) -> Floats:
        """Bring the trail to the end of `whole`; the logits there."""
        context, base = self._context, len(self._base)
        wanted = whole[base:]
        if not wanted and context.usable(whole) == base:
            self._back(0)
            return context.row
        common = common_prefix(self._trail, wanted)
        if common == len(wanted) and common not in self._rows:
            common -= 1  # its last token once more, for the logits
        common = self._back(common)
        new = len(wanted) - common
        size = 1 if new <= FEW else context.n_batch
        for begin in range(common, len(wanted), size):
            part = wanted[begin : begin + size]
            context.begin_batch()
            context.add(beside.TRAIL, base + begin, part, all_rows=False)
            context.decode()
            self._trail.extend(part)
            self._remember(context.logits(-1).copy())
        return self._rows[len(wanted)]

    def _back(self, tokens: int) -> int:
        """Shorten the trail to `tokens`, or to none where the model cannot go back; the new length."""
        context, base = self._context, len(self._base)
        if tokens < len(self._trail):
            if not context.rewind(beside.TRAIL, base + tokens):
                beside.empty(context, beside.TRAIL)
                beside.copy(context, 0, beside.TRAIL)
                tokens = 0
            del self._trail[tokens:]
            self._rows = {depth: row for depth, row in self._rows.items() if depth <= tokens}
        return tokens

    def _remember(self, row: Floats) -> None:
        self._rows[len(self._trail)] = row
        while len(self._rows) > ROWS_KEPT:
            self._rows.pop(next(iter(self._rows)))

    def _begin(self, row: Floats, chances: Chances, count: int) -> list[_Path]:
        """A path for each of the likeliest first tokens, by the chain and then by the model itself."""
        shaped = chances.of(row)
        plain = np.exp(row.astype(np.float64) - beside.log_sum_exp(row))
        most = min(len(beside.BRANCHES), max(0, count) + 1)  # one to spare: two may come to the same word
        likely = np.union1d(_highest(shaped, most), _highest(plain, most))
        order = likely[np.lexsort((-plain[likely], -shaped[likely]))]
        paths: list[_Path] = []
        for token in order.tolist():
            piece = self._model.piece(token)
            path = _Path(0, [token], float(shaped[token]), float(plain[token]))
            path.end = path.done = self._model.is_end(token)
            if not path.end:
                path.add(piece)
                if not piece or path.broken:
                    continue  # a control token
            paths.append(path)
        return paths[:most]

    def _complete(self, paths: list[_Path], chances: Chances, position: int) -> None:
        """Follow the likeliest tokens until every path has reached the end of its word."""
        context = self._context
        growing = [path for path in paths if not path.end and path.open]
        for sequence, path in zip(beside.BRANCHES, growing, strict=False):
            path.sequence = sequence
            beside.copy(context, beside.TRAIL, sequence)
        for step in range(STEPS):
            if not growing:
                break
            context.begin_batch()
            for path in growing:
                context.add(path.sequence, position + step, path.tokens[-1:])
            context.decode()
            for row, path in enumerate(growing):
                self._grow(path, context.logits(row), chances)
            growing = [path for path in growing if not path.done and path.open]
        paths[:] = [path for path in paths if not path.unfinished and not path.broken]

    def _grow(self, path: _Path, row: Floats, chances: Chances) -> None:
        token = chances.likeliest(row, path.tokens)
        piece = self._model.piece(token)
        if self._model.is_end(token) or not piece or not path.goes_on(piece):
            path.done = True
            return
        path.probability *= float(chances.of(row, path.tokens)[token])
        path.tokens.append(token)
        path.add(piece)
        path.plain *= float(np.exp(float(row[token]) - beside.log_sum_exp(row)))


def _highest(values: Doubles, count: int) -> npt.NDArray[np.int64]:
    """Where the `count` highest values stand."""
    count = min(count, len(values))
    return np.argpartition(values, len(values) - count)[len(values) - count :]


def _merged(paths: Sequence[_Path]) -> list[NextWord]:
    """The words, each once: ways to the same word add up, the tokens are those of the likeliest."""
    found: dict[tuple[str, bool], NextWord] = {}
    for path in sorted(paths, key=lambda path: (-path.probability, -path.plain)):
        key = ("" if path.end else path.text, path.end)
        known = found.get(key)
        found[key] = NextWord(
            text=key[0],
            tokens=known.tokens if known else tuple(path.tokens),
            probability=path.probability + (known.probability if known else 0.0),
            plain=path.plain + (known.plain if known else 0.0),
            end=path.end,
        )
    return sorted(found.values(), key=lambda word: (-word.probability, -word.plain))
