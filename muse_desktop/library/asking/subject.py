"""Which works a question names: by title, by author, or by whom they tell of."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from muse_desktop.library.asking.content import content, names, stem
from muse_desktop.library.corpus import ItemInfo
from muse_desktop.text.segment import is_cjk

SPOKEN_OF = 0.8
"""What a name counts that stands in a work's text alone, beside one in its title or author."""
_BRACKETS = re.compile(r"[(（].*?[)）]")
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_OF_IT = frozenset(("n", "an", "ian", "ean", "er", "ese", "ish"))  # a Lilliputian is one of Lilliput
_LEAST_LETTERS = 4
_OWNING = re.compile(r"['’]s$")


def named(
    asked: str,
    items: Iterable[ItemInfo],
    telling: Mapping[str, Collection[int]],
    rarity: Callable[[str], float],
) -> dict[int, float]:
    """How far each item is the one that `asked` names, 0 to 1; the best has 1, those not named are left out.

    `telling`: the items whose text has a name (as `content.names` gives them).
    """
    wanted = {stem(one): (rarity(one), telling.get(one, ())) for one in names(asked)}
    in_chinese = any(map(is_cjk, asked))
    made: dict[int, float] = {}
    for info in items:
        title = _BRACKETS.sub("", info.title).strip()
        score = 0.0
        if in_chinese:
            score = sum(is_cjk(one[0]) and one in asked for one in (info.author, title) if len(one) > 1)
        if wanted:
            about = {stem(word) for word in content(f"{info.title} {info.author}")}
            score += sum(
                rare * (1.0 if _is_of(one, about) else SPOKEN_OF if info.id in tell else 0.0)
                for one, (rare, tell) in wanted.items()
            )
        if score > 0:
            made[info.id] = score
    most = max(made.values(), default=1.0)
    return {item: score / most for item, score in made.items()}


def _is_of(name: str, about: Collection[str]) -> bool:
    """Whether a name is one of those words, or made of one."""
    return name in about or any(
        len(one) >= _LEAST_LETTERS and name.startswith(one) and name[len(one) :] in _OF_IT for one in about
    )


def without(text: str, subject: str) -> str:
    """`text` without the words of `subject`; all of it where nothing else is in it."""
    left_out = {stem(word) for word in content(subject) if word.isascii()}

    def kept(match: re.Match[str]) -> str:
        return "" if stem(_OWNING.sub("", match[0]).lower()) in left_out else match[0]

    rest = _TOKEN.sub(kept, text)
    for one in subject.split("\n"):
        if len(one) > 1 and any(map(is_cjk, one)):
            rest = rest.replace(one, "")
    rest = " ".join(rest.split())
    return rest if content(rest) else text
