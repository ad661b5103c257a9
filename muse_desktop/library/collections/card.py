"""The card of a dataset: what is in it, by whom, under which licence, and what was done to the texts.

The head is the YAML that dataset hubs read; the rest is for people.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from muse_desktop import __version__
from muse_desktop.errors import Language, message
from muse_desktop.library.collections.dataset import DATA, DatasetWish, Exported
from muse_desktop.library.corpus import ItemDetails, ItemInfo

_KNOWN = ("cc0-1.0", "cc-by-", "cc-by-sa-", "cc-by-nc-", "cc-by-nd-", "mit", "apache-2.0")
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


def card(wish: DatasetWish, made: Exported, inside: Sequence[ItemDetails], language: Language) -> str:
    """The card as Markdown, in the writer's language."""
    infos = [one.info for one in inside]
    unknown = _said("rights_unknown", language)
    parts = [
        _head(wish, made, infos),
        f"# {_line(wish.name)}",
        _said("about", language, texts=len(infos), rows=made.rows, words=made.words, version=__version__),
        _said(f"form_{wish.form}", language, file=DATA),
        f"## {_said('rights_head', language)}",
        _said("rights_note", language),
        _table(_counted(infos, lambda one: _rights(one, language)), language),
        f"## {_said('languages_head', language)}",
        _table(_counted(infos, lambda one: one.language or unknown), language),
        f"## {_said('sources_head', language)}",
        "\n".join(_sources(infos, language)),
        f"## {_said('steps_head', language)}",
        "\n".join(_steps(inside, language)),
    ]
    if made.cautions:
        parts += [f"## {_said('cautions_head', language)}"]
        parts += ["\n".join(f"- {_line(one.text(language))}" for one in made.cautions)]
    if made.left_out:
        parts += [f"## {_said('left_out_head', language)}"]
        parts += ["\n".join(f"- {_line(one.text(language))}" for one in made.left_out)]
    return "\n\n".join(parts) + "\n"


def _head(wish: DatasetWish, made: Exported, infos: Iterable[ItemInfo]) -> str:
    languages = sorted({one.language for one in infos if one.language})
    licences = {_hub_licence(one) for one in infos}
    size = next((name for most, name in _SIZES if made.rows < most), "n>1M")
    lines = ["---", f"pretty_name: {json.dumps(wish.name, ensure_ascii=False)}"]
    if languages:
        lines += ["language:", *(f"- {one}" for one in languages)]
    lines += [f"license: {licences.pop() if len(licences) == 1 else 'other'}"]
    lines += ["task_categories:", "- text-generation", "size_categories:", f"- {size}", "---"]
    return "\n".join(lines)


def _hub_licence(info: ItemInfo) -> str:
    """The licence as hubs name it; "other" for everything that is not one of theirs."""
    name = info.licence.casefold()
    known = any(name == one or (one.endswith("-") and name.startswith(one)) for one in _KNOWN)
    return name if known else "other"


def _counted(infos: Iterable[ItemInfo], name: Callable[[ItemInfo], str]) -> list[tuple[str, int, int]]:
    """Texts and words by name, most words first."""
    texts: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for one in infos:
        texts[name(one)] += 1
        words[name(one)] += one.words
    return [(key, texts[key], count) for key, count in words.most_common()]


def _rights(info: ItemInfo, language: Language) -> str:
    known = _said(f"rights_{info.rights or 'unknown'}", language)
    return f"{known}: {info.licence}" if info.licence else known


def _table(rows: Iterable[tuple[str, int, int]], language: Language) -> str:
    head = f"| | {_said('texts', language)} | {_said('words', language)} |\n|---|---:|---:|"
    return "\n".join([head, *(f"| {_line(name)} | {texts:,} | {words:,} |" for name, texts, words in rows)])


def _sources(infos: Iterable[ItemInfo], language: Language) -> Iterator[str]:
    for one in infos:
        year = "" if one.year is None else str(one.year)
        said = [one.author, year, one.source, _rights(one, language)]
        yield f"- **{_line(one.title)}** · " + " · ".join(_line(part) for part in said if part)


def _steps(inside: Iterable[ItemDetails], language: Language) -> Iterator[str]:
    """The cleaning steps that were on, with the number of texts; what they did is in the library."""
    counts = Counter(step for one in inside for step in one.steps)
    yield from (
        f"- `{step}`: {_said('step_texts', language, texts=texts)}" for step, texts in counts.most_common()
    )
    if not counts:
        yield _said("no_steps", language)


def _said(what: str, language: Language, **values: str | int) -> str:
    return message(f"library_dataset.{what}", language, **values)


def _line(text: str) -> str:
    """Text as one line that Markdown does not take for marks of its own."""
    flat = " ".join(text.split())
    return "".join(f"\\{one}" if one in "\\`*_[]<>|" else one for one in flat)
