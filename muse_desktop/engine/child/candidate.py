"""One growing candidate: its tokens, its text on the way to the writer, and the ways back."""

from __future__ import annotations

from dataclasses import dataclass

from muse_desktop.engine.child.bans import Banned, BanWatch
from muse_desktop.engine.child.guard import Guarding
from muse_desktop.engine.child.lookup import Lookup
from muse_desktop.engine.child.model import Model
from muse_desktop.engine.child.samplers import SamplerChain
from muse_desktop.engine.child.stops import StopWatch
from muse_desktop.engine.protocol import CandidateResult, GenerateRequest, StopReason
from muse_desktop.engine.utf8 import Utf8Stream
from muse_desktop.overlap.guard import Written

MOST_REWINDS = 400
"""Ways back of one candidate; then it ends before the phrase it cannot avoid."""
MOST_TRIES = 40
"""Other tokens tried at one place; then it ends there, as well."""


@dataclass
class _Way:
    """How things stood before a token that may be taken back; without a chain it cannot be."""

    chain: SamplerChain | None
    utf8: Utf8Stream
    written: Written | None


@dataclass
class Taken:
    """What taking a token came to: text to show now, and how many tokens were taken back (0: none)."""

    text: str = ""
    back: int = 0


class Candidate:
    """The state of one candidate. `tokens` begins with the `kept` ones that stood already. `turns`: steps it
    took part in; `stop_after` so many the writer stopped it, in a replay (-1: not)."""

    def __init__(
        self,
        index: int,
        request: GenerateRequest,
        chain: SamplerChain,
        lookup: Lookup,
        banned: Banned,
        guarding: Guarding | None = None,
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
        self._guarding = guarding
        self._written = self._next = guarding.begin() if guarding is not None else None
        self._refused_at = -1  # where the guard last ruled a token out
        self.blocked = 0
        self._bans = BanWatch(banned) if banned or guarding is not None else None
        self._always = bool(banned or request.grammar)  # whether every token may be taken back
        self._ways: list[_Way] = []  # of the tokens that are held back, oldest first
        self._excluded: dict[int, set[int]] = {}

    def keep(self, tokens: tuple[int, ...], model: Model) -> str:
        """Begin with tokens that stand already; returns their text."""
        self.tokens.extend(tokens)
        self.kept = len(tokens)
        text = "".join(self._utf8.feed(model.piece(token)) for token in tokens)
        if self._bans is not None:
            self._bans.allow(text)
        if self._guarding is not None and self._written is not None:
            self._written = self._next = self._guarding.guard.after(self._written, text)[0]
        self._texts.append(text)
        self.untold += len(tokens)
        return text

    @property
    def excluded(self) -> frozenset[int]:
        """Tokens that must not come next."""
        found = self._excluded.get(len(self.tokens))
        return frozenset(found) if found else frozenset()

    @property
    def guarded(self) -> bool:
        """Whether runs of the library are kept out."""
        return self._guarding is not None

    def remember(self) -> None:
        """Before a token is picked: note how things stand, if there may be a way back."""
        if self._bans is not None:
            near = self._always or (self._written is not None and self._written.near)
            self._ways.append(_Way(self.chain.clone() if near else None, self._utf8.copy(), self._written))

    def refuses(self, token: int, model: Model) -> bool:
        """Whether this token, picked just now, would complete a run that is blocked. It is ruled out here
        then, and the chain as it was before: another can be picked."""
        if self._guarding is None or self._written is None:
            return False
        text = "" if model.is_end(token) else self._utf8.copy().feed(model.piece(token))
        self._next, blocked = self._guarding.guard.after(self._written, text)
        if not blocked:
            return False
        place, way = len(self.tokens), self._ways[-1]
        self.blocked += place != self._refused_at
        self._refused_at = place
        self._excluded.setdefault(place, set()).add(token)
        if way.chain is not None:  # else penalties count the token once, which does no harm
            self.chain.close()
            self.chain = way.chain.clone()
        return True

    @property
    def exhausted(self) -> bool:
        """Whether so many tokens were ruled out at this place that no more are tried."""
        return len(self._excluded.get(len(self.tokens), ())) >= MOST_TRIES

    def give_up(self) -> Taken:
        """Nothing may come here: go back to where the last word began and take another way; or end here."""
        if self._bans is not None and self._guarding is not None:
            self._drop_ways(len(self._ways) - 1, None)  # of the token that could not be picked
            back = self._can_go_back()
            if back:
                self._bans.forget(back)
                return self._go_back(back)
        return Taken(self.block())

    def _can_go_back(self) -> int:
        """How many tokens lead back to where the last word began, as far as they are held back."""
        back, most = 0, self._written.began if self._written is not None else 0
        for way in reversed(self._ways):
            if way.chain is None or back >= most:
                break
            back += 1
        return back

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
            self._written = self._next
            text = self._bans.release_all() if over else self._bans.release(self._hold())
            self._forget_ways(self._bans.held)
        return Taken(self._say(text, over, len(self.tokens) >= limit))

    def _hold(self) -> int:
        """How many of the last tokens the guard wants held back: those of the last two words, where a run may
        be completed soon or a grammar leaves little to choose from."""
        if self._written is None or not (self._always or self._written.near):
            return 0
        held = 0
        for way in reversed(self._ways):
            if way.chain is None or held >= self._written.before:
                break
            held += 1
        return held

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
        assert way.chain is not None
        self._drop_ways(len(self._ways) - back, way)
        self.chain.close()
        self.chain, self._utf8 = way.chain, way.utf8
        self._written = self._next = way.written
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
            way = self._ways.pop(0)
            if way.chain is not None:
                way.chain.close()

    def _drop_ways(self, first: int, kept: _Way | None) -> None:
        for way in self._ways[first:]:
            if way is not kept and way.chain is not None:
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
            self.blocked,
        )
