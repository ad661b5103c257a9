import threading

from muse_desktop.provenance import ledger
from muse_desktop.provenance.kinds import Kind
from muse_desktop.provenance.origins import OriginBook
from muse_desktop.store.store import Store


def test_the_kinds_have_their_final_names():
    assert [str(kind) for kind in Kind] == [
        "typed",
        "pasted-own",
        "pasted-library",
        "pasted-outside",
        "imported",
        "generated",
        "rewritten",
        "autocorrected",
        "unknown",
    ]


def test_typed_text_has_one_origin_per_document_and_parent(book):
    block = book.add(Kind.GENERATED, generation_id=3)
    assert book.typed(1) == book.typed(1)
    assert len({book.typed(1), book.typed(2), book.typed(1, block), book.typed(2, block)}) == 4


def test_an_origin_nobody_recorded_is_unknown(book):
    assert book.get(999).kind is Kind.UNKNOWN


def test_origins_come_back_from_the_database_and_ids_go_on(tmp_path):
    with Store.open(tmp_path) as store:
        book = OriginBook.of(store)
        added = book.add(Kind.REWRITTEN, document_id=1, generation_id=2, candidate=0, output_start=5)
        known = book.get(added)
        store.write(lambda db: ledger.record_origins(db, book)).result()
    with Store.open(tmp_path) as store:
        book = OriginBook.of(store)
        assert book.get(added) == known
        assert book.typed(1) > added


def test_one_store_has_one_book(store):
    assert OriginBook.of(store) is OriginBook.of(store)


def test_what_could_not_be_written_is_given_back_in_order(book):
    first = book.add(Kind.IMPORTED)
    taken = book.take_unsaved()
    assert book.take_unsaved() == ()
    second = book.add(Kind.IMPORTED)
    book.give_back(taken)
    assert [origin.id for origin in book.take_unsaved()] == [first, second]


def test_ids_are_given_once_however_many_threads_ask(book):
    ids = []

    def ask():
        ids.extend(book.add(Kind.UNKNOWN) for _ in range(200))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(ids)) == 800


def test_text_belongs_to_the_block_it_was_typed_into_or_cut_from(book):
    block = book.add(Kind.GENERATED, generation_id=1, document_id=1)
    rest = book.cut(block)
    assert rest != block
    assert book.cut(rest) == rest
    assert book.get(rest).generation_id == 1
    assert {book.block(origin) for origin in (block, rest, book.typed(1, block))} == {block}
    assert book.block(book.typed(1)) is None


def test_a_model_rewriting_model_text_is_a_block_of_its_own(book):
    first = book.add(Kind.GENERATED, generation_id=1)
    rewrite = book.add(Kind.REWRITTEN, generation_id=2, parent=first)
    assert book.block(rewrite) == rewrite
    assert not book.is_cut(book.get(rewrite))
    again = book.add(Kind.REWRITTEN, generation_id=2, parent=rewrite)  # accepted over itself
    assert book.block(again) == again
