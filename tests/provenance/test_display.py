from hypothesis import given, settings
from hypothesis import strategies as st

from muse_desktop.provenance.display import shares, span_list, tints
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.origins import Origin
from muse_desktop.provenance.runs import Run, Runs
from muse_desktop.text.segment import words

OWN, GEN, INTO, PASTED, IMPORTED, UNKNOWN, CUT, REWRITTEN, FIXED = range(1, 10)


class FixedBook:
    """The origins above, without a database."""

    known = {  # noqa: RUF012
        OWN: Origin(OWN, Kind.TYPED),
        GEN: Origin(GEN, Kind.GENERATED, generation_id=4, candidate=1, output_start=0),
        INTO: Origin(INTO, Kind.TYPED, parent=GEN),
        PASTED: Origin(PASTED, Kind.PASTED_LIBRARY, library_item=3),
        IMPORTED: Origin(IMPORTED, Kind.IMPORTED),
        UNKNOWN: Origin(UNKNOWN, Kind.UNKNOWN),
        CUT: Origin(CUT, Kind.GENERATED, generation_id=4, candidate=1, output_start=0, parent=GEN),
        REWRITTEN: Origin(REWRITTEN, Kind.REWRITTEN, generation_id=5),
        FIXED: Origin(FIXED, Kind.AUTOCORRECTED),
    }

    def get(self, origin):
        return self.known[origin]

    def is_cut(self, origin):
        return origin.id == CUT

    def block(self, origin):
        return {GEN: GEN, INTO: GEN, CUT: GEN, REWRITTEN: REWRITTEN}.get(origin)


BOOK = FixedBook()


def tinted(*pieces):
    text = "".join(piece for piece, _ in pieces)
    runs = Runs(Run(len(piece), origin) for piece, origin in pieces)
    return [(text[span.start : span.end], span.tint) for span in tints(text, runs, BOOK)]


def test_each_kind_has_its_tint():
    assert tinted(
        ("own ", OWN),
        ("model ", GEN),
        ("paste ", PASTED),
        ("file ", IMPORTED),
        ("what ", UNKNOWN),
        ("rewritten ", REWRITTEN),
        ("fixed", FIXED),
    ) == [
        ("own ", "own"),
        ("model ", "generated"),
        ("paste ", "pasted"),
        ("file ", "imported"),
        ("what ", "unknown"),
        ("rewritten ", "generated"),
        ("fixed", "own"),
    ]


def test_a_generated_word_edited_by_hand_is_edited_as_a_whole():
    assert tinted(("the wal", GEN), ("t", INTO), ("king man", GEN)) == [
        ("the ", "generated"),
        ("wal", "edited"),
        ("t", "edited"),
        ("king", "edited"),
        (" man", "generated"),
    ]


def test_a_word_typed_into_generated_text_is_edited_and_its_neighbours_are_not():
    assert tinted(("the ", GEN), ("old ", INTO), ("man", GEN)) == [
        ("the ", "generated"),
        ("old ", "edited"),
        ("man", "generated"),
    ]


def test_letters_typed_onto_a_generated_word_edit_it_even_without_a_parent():
    assert tinted(("un", OWN), ("happy man", GEN)) == [
        ("un", "edited"),
        ("happy", "edited"),
        (" man", "generated"),
    ]


def test_what_is_left_of_a_cut_word_is_edited():
    assert tinted(("the ", GEN), ("run", CUT), (" man", GEN))[1] == ("run", "edited")


def test_a_chinese_character_beside_generated_ones_is_a_word_of_its_own():
    assert tinted(("月光", GEN), ("很", INTO), ("亮", GEN)) == [
        ("月光", "generated"),
        ("很", "edited"),
        ("亮", "generated"),
    ]


PIECES = st.lists(st.tuples(st.text("ab 月'\n", min_size=1, max_size=6), st.integers(1, 9)), max_size=12)


@settings(max_examples=200)
@given(PIECES, st.floats(0, 1), st.floats(0, 1))
def test_a_part_of_the_text_is_tinted_as_in_the_whole(pieces, one, two):
    text = "".join(piece for piece, _ in pieces)
    runs = Runs(Run(len(piece), origin) for piece, origin in pieces)
    whole = [None] * len(text)
    covered = 0
    for span in tints(text, runs, BOOK):
        assert span.start == covered
        covered = span.end
        whole[span.start : span.end] = [(span.tint, span.origin)] * (span.end - span.start)
    assert covered == len(text)
    assert [origin for _, origin in whole] == [run.origin for run in runs for _ in range(run.length)]
    start, end = sorted((round(one * len(text)), round(two * len(text))))
    part = [
        (span.tint, span.origin)
        for span in tints(text, runs, BOOK, start, end)
        for _ in range(span.start, span.end)
    ]
    assert part == whole[start:end]


@given(PIECES)
def test_shares_add_up(pieces):
    text = "".join(piece for piece, _ in pieces)
    runs = Runs(Run(len(piece), origin) for piece, origin in pieces)
    told = shares(text, runs, BOOK)
    for part in (told.kinds, told.tints):
        assert sum(share.characters for share in part.values()) == len(text) == told.total.characters
        assert sum(share.words for share in part.values()) == len(words(text)) == told.total.words


def test_a_word_counts_where_most_of_it_comes_from():
    pieces = [("one two ", OWN), ("three fou", GEN), ("r", INTO)]
    text = "".join(piece for piece, _ in pieces)
    told = shares(text, Runs(Run(len(piece), origin) for piece, origin in pieces), BOOK)
    assert {kind: share.words for kind, share in told.kinds.items()} == {Kind.TYPED: 2, Kind.GENERATED: 2}
    by_tint = {tint: share.words for tint, share in told.tints.items()}
    assert by_tint == {"own": 2, "generated": 1, "edited": 1}


def test_the_export_lists_every_span_with_its_generation():
    spans = span_list("own model", Runs([Run(4, OWN), Run(5, GEN)]), BOOK)
    assert [(span["start"], span["end"], span["kind"], span["tint"]) for span in spans] == [
        (0, 4, "typed", "own"),
        (4, 9, "generated", "generated"),
    ]
    assert spans[1]["origin"]["generation"] == 4
    assert spans[1]["origin"]["candidate"] == 1
