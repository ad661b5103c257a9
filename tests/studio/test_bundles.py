import json
import os
import subprocess
import sys
import sysconfig
import zipfile

import pytest

from muse_desktop.cli import run
from muse_desktop.errors import MuseError
from muse_desktop.paths import resource
from muse_desktop.provenance.chain import digest, plain
from muse_desktop.provenance.evidence.bundle import DOMAIN
from muse_desktop.provenance.evidence.checking import check_bundle, verifier
from muse_desktop.provenance.keys import Signer
from muse_desktop.provenance.redaction import redact_generation
from muse_desktop.studio.bundles import work_name
from tests.studio import evidence_book as book
from tests.studio.lineage_book import SAID


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """A bundle of the whole work, one with everything left out, and what was told of the first."""
    folder = tmp_path_factory.mktemp("evidence")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSE_DESKTOP_HOME", str(folder / "home"))
        with book.written(folder / "workspace") as (studio, scenes):
            whole = book.made(studio, folder / "whole.zip")
            short = book.made(
                studio, folder / "short.zip", documents=(scenes[1],), suffix=".txt", title="灯塔",
                left_out=frozenset({"prompts", "answers", "deleted"}), language="zh",
            )  # fmt: skip
    return whole, short


@pytest.fixture
def files(shelf):
    return book.files_of(shelf[0].path)


def found(path, head="", key="", language="en"):
    report = check_bundle(path, head, key, language)
    return report, {one.code: one for one in report.findings}


def broken(path, **known):
    report, _ = found(path, **known)
    assert report.ok == (not [one for one in report.findings if one.mark == "broken"])
    return [one.text for one in report.findings if one.mark == "broken"]


def relisted(files, signer=None):
    """The files with a list that fits them; signed by somebody else, or by nobody."""
    body = json.loads(files["bundle.json"])["body"]
    rest = {name: data for name, data in files.items() if name != "bundle.json"}
    body["files"] = {name: {"bytes": len(data), "sha256": digest(data)} for name, data in rest.items()}
    heading = json.loads(rest["log.jsonl"].split(b"\n")[0])
    body["head"], body["records"] = heading["head"], heading["records"]
    body["key"] = signer.fingerprint if signer else None
    signature = signer.sign(DOMAIN + plain(body)).hex() if signer else None
    return {"bundle.json": plain({"body": body, "signature": signature}) + b"\n", **rest}


# What is in it


def test_a_bundle_holds_what_a_stranger_needs_and_all_of_it_holds(shelf):
    whole, _ = shelf
    report, by_code = found(whole.path, whole.head, whole.key)
    assert broken(whole.path) == []
    assert report.complete
    assert {one.mark for one in report.findings} == {"holds", "note"}
    assert {"list_signed", "log_holds", "signed", "work_holds", "quotes_hold", "graph_read", "sidecar_holds",
            "head_found", "key_found"} <= set(by_code)  # fmt: skip
    assert set(book.files_of(whole.path)) == {
        "bundle.json", "Harbour.docx", "Harbour.docx.c2pa", "report.html", "report.json", "prov.json",
        "log.jsonl", "checkpoints.jsonl", "keys.jsonl", "verify.py", "README.txt",
    }  # fmt: skip


def test_without_what_is_known_from_elsewhere_completeness_and_signer_are_unconfirmed(shelf):
    report, by_code = found(shelf[0].path)
    assert report.ok
    assert not report.complete
    assert "Completeness unconfirmed" in by_code["head_unknown"].text
    assert shelf[0].key in by_code["key_unknown"].text


def test_the_report_has_its_eight_parts_and_counts_what_the_figures_count(files):
    page = files["report.html"].decode()
    told = json.loads(files["report.json"])
    for number in range(1, 9):
        assert f"<h2>{number}. " in page
    assert "self-recorded evidence" in page.casefold()
    assert "Not legal advice" in page
    assert told["work"]["sha256"] == digest(files["Harbour.docx"])
    assert told["work"]["digital_source_type"].endswith("compositeWithTrainedAlgorithmicMedia")
    assert [one["title"] for one in told["figures"]["documents"]] == ["The pier", "The lamp"]
    assert [one["answers"] for one in told["requests"]] == [[SAID, "Nobody came."], ["Never taken."]]


def test_what_the_writer_leaves_out_is_gone_and_its_hashes_stay(shelf):
    _, short = shelf
    left = book.files_of(short.path)
    everything = b"".join(left.values()).decode("utf-8", "replace")
    for words in (SAID, "He stood on the pier.", "Never taken.", book.DELETED.strip()):
        assert words not in everything
    report, by_code = found(short.path, short.head, short.key)
    assert report.ok
    assert "left out: 5" in by_code["quotes_hold"].text
    assert "省略" in left["report.html"].decode()
    told = json.loads(left["report.json"])
    assert told["left_out"] == ["prompts", "answers", "deleted"]
    assert told["requests"][1]["answers_sha256"] == [digest(b"Never taken.")]
    assert left["灯塔.txt"].decode() == book.BEHIND
    assert book.BEHIND in left["log.jsonl"].decode()


def test_what_the_writer_had_forgotten_is_not_in_it_and_its_hashes_are_those_of_the_log(tmp_path):
    with book.written(tmp_path / "workspace") as (studio, _):
        studio.store.write(lambda db: redact_generation(db, 2)).result()
        made = book.made(studio, tmp_path / "b.zip", suffix=".md")
    assert broken(made.path) == []
    left = book.files_of(made.path)
    assert not any(b"Never taken." in data for data in left.values())
    told = json.loads(left["report.json"])["requests"][1]
    assert (told["prompt"], told["answers"]) == (None, [None])
    assert told["answers_sha256"] == [digest(b"Never taken.")]
    assert digest(b"Never taken.") in left["prov.json"].decode()


def test_words_of_other_documents_never_go_along(shelf):
    for made in shelf:
        for data in book.files_of(made.path).values():
            assert book.PRIVATE.strip().encode() not in data


def test_a_title_makes_a_file_name_that_every_system_takes():
    assert work_name('A/B: "C"?', ".md") == "A B C.md"
    assert work_name("ReadMe", ".txt") == "work ReadMe.txt"
    assert work_name("…/", ".docx") == "….docx"
    assert work_name("///", ".docx") == "work.docx"


# PROV and C2PA


def test_the_graph_loads_in_prov_and_every_span_has_its_story(files):
    from prov.model import ProvDocument

    graph = ProvDocument.deserialize(content=files["prov.json"].decode(), format="json")
    raw = json.loads(files["prov.json"])
    spans = {name: one for name, one in raw["entity"].items() if name.startswith("muse:span-")}
    made = {one["prov:entity"]: one["prov:activity"] for one in raw["wasGeneratedBy"].values()}
    verbs = {str(one["muse:kind"]): made.get(name, "").partition(":")[2].partition("-")[0]
             for name, one in spans.items() if one["muse:shown"] != "edited"}  # fmt: skip
    assert verbs == {
        "imported": "import", "typed": "type", "generated": "accept", "pasted-outside": "paste",
        "unknown": "",
    }  # fmt: skip
    edited = {one["muse:kind"]: made[name].partition("-")[0]
              for name, one in spans.items() if one["muse:shown"] == "edited"}  # fmt: skip
    assert edited["typed"] == "muse:edit"
    members = {one["prov:entity"] for one in raw["hadMember"].values()}
    assert members == set(spans)
    assert {"muse:writer", "muse:app"} == set(raw["agent"])
    assert len(list(graph.get_records())) > len(spans)
    drafts = [one["prov:usedEntity"] for one in raw["wasDerivedFrom"].values()
              if one["prov:generatedEntity"] == "muse:file"]  # fmt: skip
    assert len(drafts) == 2


def test_a_relation_to_nothing_is_found(files, tmp_path):
    graph = json.loads(files["prov.json"])
    del graph["entity"]["muse:output-1-0"]
    changed = relisted({**files, "prov.json": json.dumps(graph).encode()})
    assert any("muse:output-1-0" in one for one in broken(book.zip_of(tmp_path / "b.zip", changed)))


def test_c2pa_finds_one_changed_byte_of_the_file(files, tmp_path):
    work = bytearray(files["Harbour.docx"])
    work[len(work) // 2] ^= 1
    path = book.zip_of(tmp_path / "b.zip", relisted({**files, "Harbour.docx": bytes(work)}))
    said = broken(path)
    assert any("Harbour.docx.c2pa does not fit" in one and "dataHash.mismatch" in one for one in said)
    assert "The log tells of no file with the contents of Harbour.docx." in said


def test_bytes_that_are_no_manifest_are_called_that(files, tmp_path):
    path = book.zip_of(tmp_path / "b.zip", relisted({**files, "Harbour.docx.c2pa": b"\0\0\0\x08nope"}))
    assert any("does not fit the file" in one for one in broken(path))


# Tampering


def test_one_changed_byte_in_any_file_is_named(files, tmp_path):
    for name, data in files.items():
        changed = bytearray(data)
        changed[len(changed) // 3] ^= 1
        said = broken(book.zip_of(tmp_path / "b.zip", {**files, name: bytes(changed)}))
        assert any(name in one for one in said), name


def test_a_list_made_to_fit_changed_files_has_no_signature_that_holds(files, tmp_path):
    changed = {**files, "report.html": files["report.html"].replace(b"rest on text", b"have no text")}
    listed = relisted(changed)
    body = json.loads(listed["bundle.json"])["body"]
    signature = json.loads(files["bundle.json"])["signature"]
    body["key"] = json.loads(files["bundle.json"])["body"]["key"]
    listed["bundle.json"] = plain({"body": body, "signature": signature}) + b"\n"
    assert any("signature under the list" in one for one in broken(book.zip_of(tmp_path / "b.zip", listed)))


def test_each_changed_line_of_the_log_is_named_by_its_number(files):
    verify = verifier()
    lines = files["log.jsonl"].split(b"\n")
    for seq in range(1, len(lines) - 1):
        for place in range(0, len(lines[seq]), 41):
            line = bytearray(lines[seq])
            line[place] ^= 1
            log, result = verify._Log(), verify.Result()
            log.read(b"\n".join([*lines[:seq], bytes(line), *lines[seq + 1 :]]), result)
            wrong = [one for one in result.findings if one.mark == "broken"]
            assert wrong, (seq, place)
            assert wrong[0].values["seq"] in (seq, seq + 1), (seq, place)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: [*lines[:3], *lines[4:]], "Record 3 of the log: it has another number"),
        (lambda lines: [*lines[:4], *lines[3:]], "Record 4 of the log: it has another number"),
        (lambda lines: [*lines[:3], lines[4], lines[3], *lines[5:]], "Record 3 of the log: it has another"),
        (lambda lines: [*lines[:-2], b""], "the log has another end"),
        (lambda lines: [*lines[:-2], lines[-2][:20]], "the last line is only half there"),
        (lambda lines: [b"{}", *lines[1:]], "Record 0 of the log: not written in the canonical form"),
        (lambda lines: [lines[0], lines[1].replace(b":", b": ", 1), *lines[2:]], "Record 1 of the log: not"),
        (lambda lines: [lines[0], b"[" * 100_000, *lines[2:]], "Record 1 of the log: not"),
        (lambda lines: [lines[0], b'{"hash":1e400}', *lines[2:]], "Record 1 of the log: not"),
    ],
    ids=["missing", "doubled", "moved", "cut short", "half a line", "no heading", "spaces", "deep", "huge"],
)
def test_a_log_that_lost_its_form_is_told_of_plainly(files, tmp_path, change, said):
    log = b"\n".join(change(files["log.jsonl"].split(b"\n")))
    path = book.zip_of(tmp_path / "b.zip", {**files, "log.jsonl": log})
    assert any(said in one for one in broken(path)), broken(path)


def test_a_shortened_log_is_found_by_the_head_that_was_told(files, shelf, tmp_path):
    lines = files["log.jsonl"].split(b"\n")[:-4]
    last = json.loads(lines[-1])
    lines[0] = plain({"form": "muse-desktop/log/1", "head": last["hash"], "records": len(lines) - 1})
    cut = relisted({**files, "log.jsonl": b"\n".join(lines) + b"\n"})
    path = book.zip_of(tmp_path / "b.zip", cut)
    assert any("The head you gave is not in this log" in one for one in broken(path, head=shelf[0].head))
    _, by_code = found(path)
    assert by_code["head_unknown"].mark == "unconfirmed"
    assert by_code["list_unsigned"].mark == "unconfirmed"


def test_another_key_is_found_by_the_fingerprint_that_was_told(files, shelf, tmp_path):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    signer = Signer(Ed25519PrivateKey.generate())
    row = json.loads(files["keys.jsonl"])
    row |= {"fingerprint": signer.fingerprint, "public_key": signer.public.hex()}
    forged = relisted({**files, "keys.jsonl": plain(row) + b"\n"}, signer)
    path = book.zip_of(tmp_path / "b.zip", forged)
    said = broken(path, key=shelf[0].key)
    assert any("not by the key you gave" in one for one in said)
    assert any("Checkpoint 1: its signature does not hold" in one for one in said)


def test_an_answer_that_was_reworded_in_the_report_is_not_the_one_of_the_log(files, tmp_path):
    changed = files["report.json"].replace(b"Never taken.", b"Often taken.")
    path = book.zip_of(tmp_path / "b.zip", relisted({**files, "report.json": changed}))
    assert any("Request 2 in report.json is not the one of the log" in one for one in broken(path))


# Strangers


def test_verify_runs_where_there_is_nothing_but_cryptography(shelf, tmp_path):
    with zipfile.ZipFile(shelf[0].path) as archive:
        archive.extractall(tmp_path)
    only = f"""
import runpy, sys
class Only:
    def find_spec(self, name, *_):
        if name.partition(".")[0] not in sys.stdlib_module_names | {{"cryptography", "_cffi_backend"}}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Only())
sys.path.append({sysconfig.get_path("platlib")!r})
sys.argv = ["verify.py", *sys.argv[1:]]
runpy.run_path({str(tmp_path / "verify.py")!r}, run_name="__main__")
"""
    command = [sys.executable, "-I", "-S", "-c", only, str(tmp_path), "--head", shelf[0].head]
    ran = subprocess.run(
        [*command, "--language", "zh"], capture_output=True, timeout=60, check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"}, encoding="utf-8",
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "凡能检查的均成立" in ran.stdout
    assert "签名者未确认" in ran.stdout
    assert "完整性未确认" not in ran.stdout


def test_the_verifier_answers_in_words_in_json_and_with_its_exit_status(shelf, tmp_path, capsys):
    main = verifier().main
    assert main([str(shelf[0].path), "--language", "en"]) == 0
    assert "Completeness unconfirmed" in capsys.readouterr().out
    assert main([str(shelf[0].path), "--json", "--head", "00"]) == 1
    assert json.loads(capsys.readouterr().out)["ok"] is False
    assert main([str(tmp_path / "nothing.zip"), "--language", "en"]) == 2
    assert "there is no such file" in capsys.readouterr().err


def test_every_sentence_of_the_verifier_is_there_in_both_languages():
    words = verifier().WORDS
    source = resource("evidence", "verify.py").read_text("utf-8")
    for code, (english, chinese) in words.items():
        assert english
        assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese)
        assert f'"{code}"' in source.replace(f'    "{code}": (', "", 1) or f"@{code}" in source or code in (
            "sum_holds", "sum_broken"), code  # fmt: skip


# Hostile files


def _bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.json", b"0" * (1 << 20))


def _named(name):
    def write(path):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(zipfile.ZipInfo(name), b"x")

    return write


def _doubled(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("log.jsonl", b"x")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("log.jsonl", b"y")


def _linked(path):
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("log.jsonl")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, b"/etc/passwd")


def _many(path):
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(70):
            archive.writestr(f"{number}", b"")


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (_bomb, "larger than any bundle"),
        (_many, "larger than any bundle"),
        (_named("/etc/x"), "outside its folder"),
        (_named("../x"), "outside its folder"),
        (_named("a\\b"), "outside its folder"),
        (_named("C:x"), "outside its folder"),
        (_doubled, "the same name twice"),
        (_linked, "outside its folder"),
        (_named("poem.txt"), "no bundle.json in it"),
        (lambda path: path.write_bytes(b"PK\x03\x04 no ZIP at all"), "the ZIP is damaged"),
        (lambda path: path.write_bytes(b""), "the ZIP is damaged"),
        (lambda path: None, "no such file"),
    ],
    ids=["bomb", "many", "root", "up", "back", "drive", "twice", "link", "other", "torn", "empty", "none"],
)
def test_what_is_no_bundle_is_refused_in_words(tmp_path, monkeypatch, write, said):
    monkeypatch.setattr(verifier(), "MOST_BYTES", 1 << 20)
    write(tmp_path / "b.zip")
    with pytest.raises(MuseError) as refused:
        check_bundle(tmp_path / "b.zip", "", "", "en")
    assert said in refused.value.text("en")


def test_half_a_bundle_is_a_damaged_zip(shelf, tmp_path):
    data = shelf[0].path.read_bytes()
    for size in (len(data) // 2, len(data) - 40):
        (tmp_path / "b.zip").write_bytes(data[:size])
        with pytest.raises(MuseError, match="damaged"):
            check_bundle(tmp_path / "b.zip", "", "", "en")


def test_a_newer_bundle_is_not_read_as_if_it_were_of_today(files, tmp_path):
    newer = files["bundle.json"].replace(b"muse-desktop/bundle/1", b"muse-desktop/bundle/2")
    path = book.zip_of(tmp_path / "b.zip", {**files, "bundle.json": newer})
    with pytest.raises(MuseError) as refused:
        check_bundle(path, "", "", "en")
    assert "take a newer one" in refused.value.text("en")


@pytest.mark.parametrize(
    "name", ["bundle.json", "report.json", "prov.json", "keys.jsonl", "checkpoints.jsonl"]
)
@pytest.mark.parametrize("data", [b"", b"null", b"[]\n", b"\xff\xfe", b"[" * 100_000, b'{"body":1}\n'])
def test_nothing_in_a_bundle_makes_the_verifier_stumble(files, tmp_path, name, data):
    path = book.zip_of(tmp_path / "b.zip", {**files, name: data})
    assert broken(path)


def test_a_bundle_says_whose_it_is(shelf, tmp_path):
    with book.written(tmp_path / "workspace") as (studio, _):
        other = studio.evidence.bundles.check(shelf[0].path).result()
        assert other.ours is False
        assert "another workspace" in other.findings[-1].text
        mine = book.made(studio, tmp_path / "mine.zip", suffix=".md")
        assert studio.evidence.bundles.check(mine.path).result().ours is True
        assert book.files_of(mine.path)["Harbour.md"].startswith(b"# Harbour")
        with pytest.raises(MuseError) as refused:
            book.made(studio, tmp_path / "empty.zip", project=9)
        assert refused.value.code in ("provenance.no_work", "studio.nothing_to_compile")
        assert not (tmp_path / "empty.zip").exists()


def test_without_a_key_the_bundle_says_that_it_is_not_signed(tmp_path, monkeypatch):
    def gone(_):
        raise MuseError("provenance.key_unreachable", reason="locked")

    with book.written(tmp_path / "workspace") as (studio, _):
        monkeypatch.setattr("muse_desktop.provenance.keys.Keys.load", gone)
        made = book.made(studio, tmp_path / "b.zip")
        monkeypatch.undo()
    assert made.unsigned is not None
    report, by_code = found(made.path)
    assert report.ok
    assert by_code["list_unsigned"].mark == by_code["no_checkpoint"].mark == "unconfirmed"


def test_the_command_line_makes_a_bundle_and_looks_at_one(tmp_path, capsys):
    with book.written(tmp_path / "workspace") as (_, scenes):
        pass
    work = ["--workspace", str(tmp_path / "workspace")]
    target = tmp_path / "b.zip"
    chosen = ["--document", str(scenes[0]), "--as", "md", "--leave-out", "prompts", "--json"]
    assert run([*work, "evidence", str(target), *chosen]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["work"] == "The pier.md"
    assert told["signed"] is True
    assert run(["verify", str(target), "--head", f"{told['records']}:{told['head']}", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["ok"], report["completeness"], report["head"]) == (True, "confirmed", told["head"])
    assert run(["--language", "zh", "verify", str(target)]) == 0
    assert "完整性未确认" in capsys.readouterr().out
    assert run(["--language", "en", "verify", str(tmp_path / "workspace" / "muse.db")]) == 1
    assert "is no evidence bundle" in capsys.readouterr().err


# Originality


def test_a_bundle_of_a_text_that_was_checked_has_the_report_and_holds(tmp_path, monkeypatch):
    monkeypatch.setenv("MUSE_DESKTOP_HOME", str(tmp_path / "home"))
    with book.written(tmp_path / "workspace") as (studio, scenes):
        (tmp_path / "pier.txt").write_text(f"Long ago. {book.PASTED * 3}The end.", "utf-8")
        studio.library.add([tmp_path / "pier.txt"])
        text = studio.manuscript.read(scenes[0]).text
        before = book.made(studio, tmp_path / "before.zip")
        studio.originality.check(text, scenes[0]).whole.result(20)
        after = book.made(studio, tmp_path / "after.zip")
        without = book.made(studio, tmp_path / "without.zip", originality=False)
        assert "originality.html" not in book.files_of(before.path) | book.files_of(without.path)
        page = book.files_of(after.path)["originality.html"].decode()
        assert "The pier" in page
        assert "1 text" in page
        assert digest(text.encode()) in page
        assert book.PRIVATE.strip() not in page
        assert broken(after.path) == []
