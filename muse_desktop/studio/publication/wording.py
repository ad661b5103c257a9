"""The sentences of the check, in English and 中文, from resources/house_rules/words/says.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from muse_desktop.errors import Language, Value
from muse_desktop.paths import resource
from muse_desktop.studio.publication.profiles import Rules


@cache
def words_file(name: str) -> dict[str, Any]:
    """A file of resources/house_rules/words."""
    return tomllib.loads(resource("house_rules", "words", f"{name}.toml").read_text("utf-8"))


class Words:
    """The sentences in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, what: str, /, **values: Value) -> str:
        """A sentence with its places filled."""
        text: str = words_file("says")["says"][what][self.language]
        return text.format(**values).replace(" %", "\N{NO-BREAK SPACE}%")

    def name(self, rule: str) -> str:
        """What a rule is called."""
        return str(words_file("says")["names"][rule][self.language])

    def count(self, number: int, what: str) -> str:
        """A number with what is counted: "1 word", "1,204 words", "1,204 字"."""
        wording = words_file("says")["counts"][what]
        form = "zh" if self.language == "zh" else "one" if number == 1 else "other"
        return str(wording[form]).format(n=f"{number:,}")

    def listed(self, parts: Iterable[str]) -> str:
        """Several things in a row."""
        return ("、" if self.language == "zh" else ", ").join(parts)

    def sentences(self, parts: Iterable[str]) -> str:
        """Several sentences, one behind the other."""
        return ("" if self.language == "zh" else " ").join(part for part in parts if part)

    def form(self, form: str) -> str:
        """Who asks for a disclosure."""
        from muse_desktop.provenance.disclosure import rules

        return rules.form(form, self.language).name if form in rules.form_ids() else self("r_any_form")

    def genre(self, genre: str) -> str:
        """What a genre is called; one that a file names and nobody knows is called by its id."""
        known = words_file("genres").get(genre)
        return str(known["name"][self.language]) if isinstance(known, dict) else genre


def genre_ids() -> tuple[str, ...]:
    """The genres there are lists of words for."""
    return tuple(name for name, value in words_file("genres").items() if isinstance(value, dict))


def percent(part: int, whole: int) -> str:
    """A share in percent with one decimal; what is above 0 never reads 0."""
    share = 100 * part / whole if whole else 0.0
    return f"{max(share, 0.1):.1f}" if part else "0"


def told_rules(rules: Rules, say: Words) -> list[tuple[str, str]]:
    """Each rule that asks for something, with its words; the key is the field's name."""
    told: list[tuple[str, str]] = []
    if rules.model_percent is not None:
        key = "r_model_percent" if rules.model_percent else "r_model_none"
        told.append(("model_percent", say(key, n=f"{rules.model_percent:g}")))
    if rules.no_requests:
        told.append(("no_requests", say("r_no_requests")))
    if rules.disclosure:
        told.append(("disclosure", say("r_disclosure", form=say.form(rules.disclosure))))
    for name in ("shared_words", "quote_words", "quote_percent"):
        if (limit := getattr(rules, name)) is not None:
            told.append((name, say(f"r_{name}", n=f"{limit:g}")))
    for name in ("known_sources", "commercial", "claims"):
        if getattr(rules, name):
            told.append((name, say(f"r_{name}")))
    if rules.banned:
        told.append(("banned", say("r_banned", words=say.listed(rules.banned))))
    if rules.age:
        told.append(("age", say("r_age", n=rules.age)))
    if rules.genres:
        told.append(("genres", say("r_genres", names=say.listed(map(say.genre, rules.genres)))))
    for name in ("least_words", "most_words"):
        if (limit := getattr(rules, name)) is not None:
            told.append((name, say(f"r_{name}", n=f"{limit:,}")))
    if rules.holds:
        told.append(("holds", say("r_holds", rules=say.listed(map(say.name, rules.holds)))))
    return told
