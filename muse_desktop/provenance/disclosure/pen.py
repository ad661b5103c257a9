"""How a draft's answers are put together: words in two languages, the figures beneath, their limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from muse_desktop.formats.report import Mark
from muse_desktop.provenance.disclosure.basis import NONE, SOME, Basis, percent_words
from muse_desktop.provenance.disclosure.rules import Words
from muse_desktop.provenance.disclosure.values import Answer, Ground, Line, Question

Figure = tuple[str, str]
NAMED = 3  # so many titles are named before "and 4 more"
TITLE = 40  # characters of a title that are shown


@dataclass(frozen=True)
class Outcome:
    """What one recipient's rules make of a work; drafts.py adds what all drafts have."""

    mark: Mark
    headline: str
    detail: str
    answers: tuple[Answer, ...]
    cautions: tuple[str, ...] = ()
    line: Line | None = None
    every_request: bool = False


@dataclass(frozen=True)
class Pen:
    """Writes answers on a `basis`: `say` in the draft's language, `terms` in the recipient's."""

    basis: Basis
    say: Words
    terms: Words

    def answer(
        self,
        answer_id: str,
        write: Callable[[Words], str],
        why: str,
        ground: Ground,
        rests_on: tuple[Figure, ...] = (),
        limits: tuple[str, ...] = (),
    ) -> Answer:
        """An answer, worded by `write` for the recipient and, where that is another language, again."""
        meaning = write(self.say) if self.say.language != self.terms.language else ""
        asked = self.say(f"asked_{answer_id}")
        return Answer(answer_id, asked, write(self.terms), meaning, why, rests_on, limits, ground)

    # Words for numbers

    def share(self, words: int, say: Words | None = None) -> str:
        """ "412 words (3.9 %)" """
        say = say or self.say
        percent = percent_words(self.basis.percent(words))
        return say("share", words=say.count(words, "words"), percent=percent)

    def places(self, say: Words | None = None) -> str:
        """The titles of the documents with a model's text, the first few by name."""
        say = say or self.say
        titles = [one if len(one) <= TITLE else one[: TITLE - 1] + "…" for one in self.basis.places]
        quoted = [f"《{one}》" if say.language == "zh" else f"“{one}”" for one in titles]
        named, more = say.listed(quoted[:NAMED]), len(quoted) - NAMED
        return say("places_more", places=named, more=more) if more > 0 else named or say("none")

    def tools(self, say: Words | None = None) -> str:
        """The names of the models that were asked."""
        say = say or self.say
        return say.listed(self.basis.tools) or say("no_model_named")

    def edited(self, say: Words | None = None) -> str:
        """That the author edited a part of it, where that is so."""
        return (say or self.say)("edited_part") if self.basis.edited_percent else ""

    # Figures that answers rest on

    def about_text(self) -> tuple[Figure, ...]:
        """How much of the text is a model's, how it was changed, where it stands."""
        basis, say = self.basis, self.say
        found = [(say("all_words"), f"{basis.words:,}"), (say("model_words"), self.share(basis.model_words))]
        if basis.retyped_words:
            found.append((say("retyped"), self.share(basis.retyped_words)))
        if basis.model_words:
            found += [
                (say("edited_words"), say("percent", percent=percent_words(basis.edited_percent))),
                (say("still_stands"), say("percent", percent=percent_words(basis.depth_percent))),
                (say("passages"), f"{len(basis.passages):,}"),
                (say("longest"), say.count(basis.longest, "words")),
                (say("stands_in"), self.places()),
            ]
        if basis.elsewhere_words:
            found.append((say("elsewhere"), self.share(basis.elsewhere_words)))
        return tuple(found)

    def about_share(self) -> tuple[Figure, ...]:
        """How much of the text is a model's, and no more."""
        names = {self.say(name) for name in ("all_words", "model_words", "retyped", "elsewhere")}
        return tuple(one for one in self.about_text() if one[0] in names)

    def about_requests(self) -> tuple[Figure, ...]:
        """How often a model was asked, what it offered, what was not taken."""
        basis, say = self.basis, self.say
        found = [(say("requests"), f"{len(basis.requests):,}")]
        if basis.requests:
            found += [
                (say("not_taken"), f"{len(basis.not_taken):,}"),
                (say("offered"), f"{basis.candidates:,}"),
                (say("models"), self.tools()),
            ]
        if basis.figures.hands_only:
            found.append((say("hands_only"), f"{len(basis.figures.hands_only):,}"))
        return tuple(found)

    def said(self, question: Question) -> Figure:
        """What the writer answered to a question, as a figure."""
        given = self.basis.said(question.id, question.default)
        shown = next((one.text for one in question.choices if one.id == given), given)
        return question.text, shown or self.say("not_answered")

    # What figures leave open

    def limits_of_text(self) -> tuple[str, ...]:
        """What the figures of the text do not say."""
        basis, say = self.basis, self.say
        limits = []
        if basis.model_words:
            limits += [say("limit_counts"), say("limit_edited")]
        if basis.retyped_words:
            limits.append(say("limit_retyped", words=say.count(basis.retyped_words, "words")))
        if basis.elsewhere_words:
            name = {NONE: "limit_elsewhere_none", SOME: "limit_elsewhere_some"}
            words = say.count(basis.elsewhere_words, "words")
            limits.append(say(name.get(basis.elsewhere, "limit_elsewhere"), words=words))
        if basis.figures.said_model_words:
            limits.append(say("limit_claimed", words=say.count(basis.figures.said_model_words, "words")))
        if basis.other_tools == "text":
            limits.append(say("limit_other_text"))
        return (*limits, say("limit_typing"))

    def limits_of_requests(self) -> tuple[str, ...]:
        """What the list of requests does not say."""
        return (self.say("limit_requests"),)

    def line(self, limit: float) -> Line:
        """A limit on the model's share, and where the work is: words of what is known and what may be."""
        basis = self.basis
        least, most = basis.percent(basis.least_words), basis.percent(basis.most_words)
        name = "line_over" if least > limit else "line_open" if self.is_open(limit) else "line_under"
        near = (0, limit, 100)
        words = self.say(
            name, least=percent_words(least, near), most=percent_words(most, near), limit=f"{limit:g}"
        )
        return Line(limit, least, most, words)

    def is_open(self, limit: float) -> bool:
        """Whether it is open if the model's share is under a limit."""
        basis = self.basis
        unknown = basis.other_tools == "text"  # wording of which the record has no figure
        least, most = basis.percent(basis.least_words), basis.percent(basis.most_words)
        return least <= limit and (most > limit or unknown)
