"""Quotes, dashes and dots while one types."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from muse_desktop.text.punctuation import STYLES, replacement, style_of
from muse_desktop.text.segment import words

N = "\u202f"


def typed(keys, language):
    text = ""
    for key in keys:
        done = replacement(text, key, STYLES[language])
        if done is None:
            text += key
        else:
            assert done.remove <= len(text)
            text = text[: len(text) - done.remove] + done.insert
    return text


@pytest.mark.parametrize(
    ("keys", "printed"),
    [
        ('"Hello," she said.', "“Hello,” she said."),
        ("\"'Go,' he said,\" she said.", "“‘Go,’ he said,” she said."),
        ("\"He said 'go'\" x", "“He said ‘go’” x"),
        ("don't, isn't; the dogs' bones, rock 'n' roll", "don’t, isn’t; the dogs’ bones, rock ‘n’ roll"),
        ("the '90s and '68 was", "the ’90s and ’68 was"),
        ("'1984' is a book and '42' too", "‘1984’ is a book and ‘42’ too"),
        ("'tis 'Twas said, give 'em. 'Temper'", "’tis ’Twas said, give ’em. ‘Temper’"),
        ('("Yes")', "(“Yes”)"),
        ('"Wait--" he said--"no"', "“Wait—” he said—“no”"),
        ('*"Yes"* **"No"** "*Maybe*" _word_"', "*“Yes”* **“No”** “*Maybe*” _word_”"),
        ("pages 10--20", "pages 10–20"),
        ("well-known, a - b", "well-known, a - b"),
        ("Wait... what?", "Wait… what?"),
        ("....", "…."),
        ('6" of snow', '6" of snow'),
        ("one\n\n---\n\n***\n\n-- Go\n--", "one\n\n---\n\n***\n\n— Go\n--"),
        ("| a |\n|---|", "| a |\n|---|"),
        ("<!-- a \"note\" -- here... --> \"x\"", "<!-- a \"note\" -- here... --> “x”"),
        ("`\"code\" --` \"x\"", "`\"code\" --` “x”"),
        ('"One paragraph\n"and the next"', "“One paragraph\n“and the next”"),
        ('> "quoted"', "> “quoted”"),
        ('>"quoted"', ">“quoted”"),
    ],
)
def test_english(keys, printed):
    assert typed(keys, "en") == printed


@pytest.mark.parametrize(
    ("keys", "printed"),
    [
        ('"Hallo", sagte sie.', "„Hallo“, sagte sie."),
        ("\"Er sagt 'nein'\", so geht's", "„Er sagt ‚nein‘“, so geht’s"),
        ("'So geht's nicht'", "‚So geht’s nicht‘"),
        ("das -- nicht", "das – nicht"),
    ],
)
def test_german(keys, printed):
    assert typed(keys, "de") == printed


@pytest.mark.parametrize(
    ("keys", "printed"),
    [
        ('"Bonjour", dit-il.', f"«{N}Bonjour{N}», dit-il."),
        ('"Il dit "oui" et part"', f"«{N}Il dit “oui” et part{N}»"),
        ("l'homme d'aujourd'hui", "l’homme d’aujourd’hui"),
        ("Quoi ? Non ! Si ; alors : oui", f"Quoi{N}? Non{N}! Si{N}; alors\u00a0: oui"),
        ("http://x.fr a?b", "http://x.fr a?b"),
        ("-- Viens", "— Viens"),
    ],
)
def test_french(keys, printed):
    assert typed(keys, "fr") == printed


@pytest.mark.parametrize(
    ("keys", "printed"),
    [
        ('他说："你好。"她说："好。"', "他说：“你好。”她说：“好。”"),
        ("\"他说'走'。\"", "“他说‘走’。”"),
        ("我想--不对", "我想——不对"),
        ("等等...", "等等……"),
        ("等等。。。", "等等……"),
        ("Tom's书", "Tom’s书"),
        ("\n---\n", "\n---\n"),
    ],
)
def test_chinese(keys, printed):
    assert typed(keys, "zh") == printed


def test_the_style_follows_the_language():
    assert style_of("de_AT") is STYLES["de"]
    assert style_of("zh-Hans") is STYLES["zh"]
    assert style_of("tlh") is None


def folded(text):
    text = re.sub("[‘’‚]", "'", re.sub("[“”„«»]", '"', text)).replace("……", "...").replace("…", "...")
    text = text.replace("。。。", "...").replace("——", "--").replace("—", "--").replace("–", "--")
    return re.sub("[\u202f\u00a0 ]", "", text)


@pytest.mark.parametrize("language", STYLES)
@given(keys=st.text(alphabet="\"'--..ab9s \n`*_(>:?!<你。", max_size=40))
@example(keys="'tis '90s \"a'b\"--'em.")
def test_only_marks_change_never_a_word(language, keys):
    printed = typed(keys, language)
    assert folded(printed) == folded(keys)
    assert [folded(printed[a:b]) for a, b in words(printed)] == [folded(keys[a:b]) for a, b in words(keys)]


@pytest.mark.parametrize("language", STYLES)
@given(before=st.text(max_size=30), key=st.characters())
def test_behind_any_text_what_is_replaced_are_marks(language, before, key):
    done = replacement(before, key, STYLES[language])
    if done is not None:
        assert 0 <= done.remove <= len(before)
        assert folded(before[len(before) - done.remove :] + key) == folded(done.insert)
