"""One growing candidate: its tokens, its text on the way to the writer, and the ways back."""

from __future__ import annotations

from dataclasses import dataclass

from muse_desktop.engine.child.bans import Banned, BanWatch
from muse_desktop.engine.child.lookup import Lookup
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.samplers import SamplerChain
from muse_desktop.engine.child.stops import StopWatch
from muse_desktop.engine.protocol import CandidateResult, GenerateRequest, StopReason
from muse_desktop.engine.utf8 import Utf8Stream

MOST_REWINDS = 400
"""Ways back of one candidate; then it ends before the phrase it cannot avoid."""
MOST_TRIES = 40
"""Other tokens tried at one place; then it ends there, as well."""


@dataclass
class _Way:
    """How things stood before a token that may be taken back."""

    chain: SamplerChain
    utf8: Utf8Stream


@dataclass
class Taken:
    """What taking a token came to: text to show now, and how many tokens were taken back (0: none)."""

    text: str = ""
    back: int = 0


class Candidate:
    """The state of one candidate. `tokens` begins with the `kept` ones that stood already. `turns`: steps it
    took part in; `stop_after` so many the writer stopped it, in a replay (-1: not)."""

    def __init__(
        self, index: int, request: GenerateRequest, chain: SamplerChain, lookup: Lookup, banned: Banned
    ) -> None:
        self.index = index
        self.seed = request.seeds[index]
        self.chain = chain
        self.lookup = lookup
        self.tokens: list[int] = []
        self.reason: StopReason | None = None
        self.turns = 0
        self.untold = 0
        self.drafted = self.agreed = self.rewinds = 0
        self.stop_after = request.stop_after[index] if request.stop_after else -1
        self._texts: list[str] = []
        self.kept = 0
        self._utf8 = Utf8Stream()
        self._watch = StopWatch(request.stop)
        self._bans = BanWatch(banned) if banned else None
        self._ways: list[_Way] = []  # of the tokens that are held back, oldest first
        self._excluded: dict[int, set[int]] = {}

    def keep(self, tokens: tuple[int, ...], model: Model) -> str:
        """Begin with tokens that stand already; returns their text."""
        self.tokens.extend(tokens)
        self.kept = len(tokens)
        text = "".join(self._utf8.feed(model.piece(token)) for token in tokens)
        if self._bans is not None:
            self._bans.allow(text)
        self._texts.append(text)
        self.untold += len(tokens)
        return text

    @property
    def excluded(self) -> frozenset[int]:
        """Tokens that must not come next."""
        found = self._excluded.get(len(self.tokens))
        return frozenset(found) if found else frozenset()

    def remember(self) -> None:
        """Before a token is picked: note how things stand, if there may be a way back."""
        if self._bans is not None:
            self._ways.append(_Way(self.chain.clone(), self._utf8.copy()))

    def take(self, token: int, model: Model, limit: int) -> Taken:
        """Add a sampled token; `reason` is set when it was the last one. `limit`: tokens it may have."""
        self.tokens.append(token)
        self.lookup.add(token)
        self.untold += 1
        over = model.is_end(token)
        text = "" if over else self._utf8.feed(model.piece(token))
        if self._bans is not None:
            back = self._bans.feed(text)
            if not back and (over or len(self.tokens) >= limit):
                back = self._bans.finish()
            if back:
                return self._go_back(back)
            text = self._bans.release_all() if over else self._bans.release()
            self._forget_ways(self._bans.held)
        return Taken(self._say(text, over, len(self.tokens) >= limit))

    def _say(self, text: str, over: bool, full: bool) -> str:
        shown = self._watch.feed(text)
        if self._watch.stopped:
            self.reason = "stop"
        elif over or full:
            self.reason = "end" if over else "length"
            shown += self._watch.feed(self._bans.release_all()) if self._bans is not None else ""
            shown += self._watch.finish()
        self._texts.append(shown)
        return shown

    def _go_back(self, back: int) -> Taken:
        """Take the last tokens back and exclude the first of them; or end here when nothing else is left."""
        self.rewinds += 1
        place = len(self.tokens) - back
        token = self.tokens[place]
        way = self._ways[len(self._ways) - back]
        self._drop_ways(len(self._ways) - back, way)
        self.chain.close()
        self.chain, self._utf8 = way.chain, way.utf8
        del self.tokens[place:]
        self.lookup.remove(back)
        self.untold = max(0, self.untold - back)
        self._excluded = {at: tokens for at, tokens in self._excluded.items() if at <= place}
        self._excluded.setdefault(place, set()).add(token)
        stuck = len(self._excluded[place]) >= MOST_TRIES or self.rewinds >= MOST_REWINDS
        if stuck:
            return Taken(self.block(), back)
        return Taken("", back)

    def block(self) -> str:
        """End here: every way on leads into a banned phrase. Returns the text that was held back."""
        return self._end("blocked")

    def cancel(self) -> str:
        """Stop here; returns the text that was held back."""
        return self._end("cancelled")

    def _end(self, reason: StopReason) -> str:
        self.reason = reason
        text = ""
        if self._bans is not None:
            while self._bans.finish():  # a phrase at the very end is cut off
                continue
            text = self._watch.feed(self._bans.release_all())
        text += "" if self._watch.stopped else self._watch.finish()
        self._texts.append(text)
        return text

    def _forget_ways(self, held: int) -> None:
        while len(self._ways) > held:
            self._ways.pop(0).chain.close()

    def _drop_ways(self, first: int, kept: _Way) -> None:
        for way in self._ways[first:]:
            if way is not kept:
                way.chain.close()
        del self._ways[first:]

    def close(self) -> None:
        """Free the samplers."""
        self._forget_ways(0)
        self.chain.close()

    def result(self) -> CandidateResult:
        """The finished candidate."""
        return CandidateResult(
            "".join(self._texts),
            tuple(self.tokens),
            self.reason or "cancelled",
            self.seed,
            self.drafted,
            self.agreed,
            self.rewinds,
            self.turns,
        )
