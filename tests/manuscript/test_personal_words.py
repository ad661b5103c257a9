"""Words that are right in one project."""

from muse_desktop.manuscript.manuscript import Manuscript
from muse_desktop.manuscript.personal_words import LONGEST, PersonalWords
from muse_desktop.store.store import Store


def test_words_are_kept_for_each_project_and_go_with_it(tmp_path):
    with Store.open(tmp_path) as store:
        manuscript = Manuscript(store)
        one, two = manuscript.create_project("One"), manuscript.create_project("Two")
        words = PersonalWords(store)
        for word in ("Zoë", "  Old   Quay ", "quay", "Zoë", " ", "灯塔", "Zoe\u0308", "x" * 500):
            words.add(one, word).result()
        words.add(two, "Quay").result()
        assert words.words(one) == ("Old Quay", "quay", "x" * LONGEST, "Zoë", "灯塔")
        words.remove(one, "quay").result()
        words.remove(one, "nothing").result()
    with Store.open(tmp_path) as store:
        assert PersonalWords(store).words(one) == ("Old Quay", "x" * LONGEST, "Zoë", "灯塔")
        assert PersonalWords(store).words(two) == ("Quay",)
