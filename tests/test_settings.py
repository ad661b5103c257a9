"""Settings survive bad files, newer versions and crashes."""

from __future__ import annotations

from pathlib import Path

import pytest

from muse_desktop.settings import Settings, load_settings, replaced, resolved_language, save_settings


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    chosen = Settings(language="zh", theme="dark", model_path="/模型/m.gguf", candidates=4)
    save_settings(chosen, tmp_path / "deep" / "settings.json")
    assert load_settings(tmp_path / "deep" / "settings.json") == chosen
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["settings.json"]


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.json") == Settings()


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b'{"theme": "neon"}', b"[]", b""])
def test_a_broken_file_is_set_aside_not_overwritten(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert load_settings(path) == Settings()
    save_settings(Settings(theme="light"), path)
    assert (tmp_path / "settings.json.broken").read_bytes() == content


def test_settings_of_a_newer_version_are_read_as_far_as_they_are_known(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b'{"theme": "dark", "hologram": true}')
    assert load_settings(path).theme == "dark"


def test_a_save_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    save_settings(Settings(theme="dark"), path)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for _ in range(2):
        monkeypatch.setattr("os.fsync", refuse)
        with pytest.raises(OSError, match="No space"):
            save_settings(Settings(theme="light"), path)
        monkeypatch.undo()
        assert load_settings(path).theme == "dark"
    assert [one.name for one in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    ("locale", "language"), [("zh_CN.UTF-8", "zh"), ("zh_TW", "zh"), ("en_GB.UTF-8", "en"), ("C", "en")]
)
def test_the_system_language_is_followed(locale: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert resolved_language(Settings()) == language
    assert resolved_language(replaced(Settings(), language="zh")) == "zh"


def test_settings_that_may_not_be_read_do_not_stop_the_program(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    assert load_settings(tmp_path / "settings.json") == Settings()


def test_a_broken_file_that_cannot_be_moved_stays_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "settings.json"
    path.write_bytes(b"{")
    monkeypatch.setattr(Path, "replace", forbidden)
    assert load_settings(path) == Settings()
    assert path.read_bytes() == b"{"
