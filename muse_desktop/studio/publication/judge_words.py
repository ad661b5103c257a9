"""Rules about single words: those a house does not want, age rating, genres."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache

from muse_desktop.errors import Language
from muse_desktop.studio.publication.judge_record import place
from muse_desktop.studio.publication.listed_words import WordList
from muse_desktop.studio.publication.profiles import Rules
from muse_desktop.studio.publication.values import Finding, Material, Place
from muse_desktop.studio.publication.wording import Words, words_file
from muse_desktop.text.normalise import Normalised, normalise

MOST_NAMED = 12  # words in a sentence; the places have all


class Pages:
    """The texts of a check, each normalised once."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self._letters: dict[int, Normalised] = {}

    def find(self, terms: WordList) -> list[tuple[int, int, int, str]]:
        """Document, start, end and term of everything in `terms`."""
        found = []
        for one in self.material.texts:
            if one.document not in self._letters:
                self._letters[one.document] = normalise(one.text)
            spots = terms.find(one.text, self._letters[one.document])
            found += [(one.document, spot.start, spot.end, spot.term) for spot in spots]
        return found


def banned(pages: Pages, rules: Rules, say: Words) -> Finding | None:
    """Words that a house does not want."""
    if not rules.banned:
        return None
    found = pages.find(WordList(rules.banned))
    name = say.name("banned")
    if not found:
        return Finding("banned", "pass", name, say("banned_none", n=len(rules.banned)))
    times = Counter(term for *_, term in found)
    named = [f"{term} ({number})" for term, number in times.most_common(MOST_NAMED)]
    told = say("banned_some", places=say.count(len(found), "places"), words=say.listed(named))
    places = tuple(place(pages.material, *spot) for spot in found)
    return Finding("banned", "fail", name, told, (), say("banned_todo"), places, len(found))


@cache
def _age_words() -> Mapping[str, tuple[str, int]]:
    """Category and age of each word."""
    found: dict[str, tuple[str, int]] = {}
    for category, lists in words_file("age").items():
        for age, words in lists.items():
            if age.isdigit():
                found |= {word: (category, int(age)) for some in words.values() for word in some}
    return found


def age(pages: Pages, rules: Rules, say: Words, language: Language) -> Finding | None:
    """Words that are unusual for the readers a house wants."""
    if not rules.age or rules.age >= 18:
        return None
    words = _age_words()
    found = pages.find(WordList(word for word, (_, from_age) in words.items() if from_age > rules.age))
    name = say.name("age")
    if not found:
        return Finding("age", "pass", name, say("age_clean", age=rules.age))
    called = {one: lists["name"][language] for one, lists in words_file("age").items()}
    times = Counter(words[term][0] for *_, term in found)
    parts = [say("age_category", name=called[one], n=number) for one, number in times.most_common()]
    told = say(
        "age_some", places=say.count(len(found), "places"), age=rules.age, categories=say.listed(parts)
    )
    places = tuple(_aged(pages.material, spot, words[spot[3]], called, say) for spot in found)
    return Finding("age", "warn", name, told, (), say("age_todo"), places, len(found))


def _aged(
    material: Material,
    spot: tuple[int, int, int, str],
    rated: tuple[str, int],
    called: Mapping[str, str],
    say: Words,
) -> Place:
    note = say("p_age", name=called[rated[0]], age=rated[1])
    return place(material, spot[0], spot[1], spot[2], note)


def genres(pages: Pages, rules: Rules, say: Words) -> Finding | None:
    """Words that are usual in genres a house does not take; several different ones make a sign."""
    lists = words_file("genres")
    wanted = [one for one in rules.genres if isinstance(lists.get(one), dict)]
    if not wanted:
        return None
    signs: dict[str, list[Place]] = defaultdict(list)
    for genre in wanted:
        words = lists[genre]["words"]
        found = pages.find(WordList([*words["en"], *words["zh"]]))
        if len({term for *_, term in found}) >= lists["least"]:
            note = say("p_genre", name=say.genre(genre))
            signs[genre] = [place(pages.material, one, start, end, note) for one, start, end, _ in found]
    name = say.name("genres")
    if not signs:
        return Finding("genres", "pass", name, say("genres_clean", names=say.listed(map(say.genre, wanted))))
    places = tuple(one for some in signs.values() for one in some)
    told = say("genres_some", names=say.listed(map(say.genre, signs)))
    return Finding("genres", "warn", name, told, (), say("genres_todo"), places, len(places))
