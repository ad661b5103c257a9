"""A C2PA manifest beside the file (`NAME.c2pa`), signed with the writer's key under a certificate of our own.

The file itself is not touched, so this works for every kind of file; a changed byte is found. What it claims
(IPTC digital source types; c2pa.created first, then the places that rest on generated text):

- all words rest on generated text: trainedAlgorithmicMedia; some do, or a file that was imported says so of
  itself: compositeWithTrainedAlgorithmicMedia; all words typed in the app: digitalCreation; otherwise, with
  pasted, imported or unknown words: composite, which claims no maker. `humanEdits` is never claimed: the app
  saw keys, not a person.

The certificate chain is made here for one manifest (its root's key is forgotten at once), so that checkers
call the signature valid and its signer untrusted. Nothing connects: no time stamp, OCSP or remote manifest.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from muse_desktop.provenance.evidence.prov_json import WorkFile
from muse_desktop.provenance.figures import DocumentFigures, Figures, words_of
from muse_desktop.provenance.keys import Signer

_SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
GENERATED = _SOURCE + "trainedAlgorithmicMedia"
MIXED = _SOURCE + "compositeWithTrainedAlgorithmicMedia"
TYPED = _SOURCE + "digitalCreation"
UNCLAIMED = _SOURCE + "composite"
_YEARS = 10
_BYTES = "application/octet-stream"  # by its own type a ZIP or PDF would be taken apart; all bytes are meant
_OFFLINE = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
UNTRUSTED = "signingCredential.untrusted"


@dataclass(frozen=True)
class SidecarReport:
    """What a C2PA reader says: "Valid", "Trusted" or "Invalid", and the codes of what failed.

    `UNTRUSTED` is expected: nobody outside vouches for a certificate that the app made itself.
    """

    state: str
    failures: tuple[str, ...]
    source_type: str

    @property
    def ok(self) -> bool:
        """Whether manifest and file belong together, unchanged."""
        return self.state in ("Valid", "Trusted") and not set(self.failures) - {UNTRUSTED}


def source_type(figures: Figures) -> str:
    """The IPTC digital source type of a work; see the module's description."""
    if figures.words and figures.model_words == figures.words:
        return GENERATED
    if figures.model_words or figures.said_model_words:
        return MIXED
    typed = words_of(figures.shares, "own")
    return TYPED if figures.words and typed == figures.words else UNCLAIMED


def make_sidecar(work: WorkFile, figures: Figures, key: Signer | None, version: str) -> bytes:
    """The manifest of `work`. Without a key one is made for this manifest alone."""
    from c2pa import Builder, C2paSigningAlg, Context  # type: ignore[import-untyped, unused-ignore]
    from c2pa import Signer as Callback
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = key or Signer(Ed25519PrivateKey.generate())
    manifest = json.dumps(_manifest(work, figures, version))
    with (
        Context.from_dict(_OFFLINE) as context,
        Callback.from_callback(key.sign, C2paSigningAlg.ED25519, _chain(key.public)) as signer,
        Builder.from_json(manifest, context) as builder,
    ):
        builder.set_no_embed()
        made: bytes = builder.sign(signer, _BYTES, io.BytesIO(work.data), io.BytesIO())
    return made


def check_sidecar(sidecar: bytes, work: WorkFile) -> SidecarReport:
    """What `sidecar` says of `work`. Bytes that are no manifest are "Invalid"."""
    from c2pa import C2paError, Context, Reader

    try:
        with (
            Context.from_dict(_OFFLINE) as context,
            Reader(_BYTES, io.BytesIO(work.data), sidecar, context=context) as reader,
        ):
            told: dict[str, Any] = json.loads(reader.json())
    except (C2paError, ValueError) as error:
        return SidecarReport("Invalid", (str(error)[:200],), "")
    failed = told.get("validation_results", {}).get("activeManifest", {}).get("failure", [])
    codes = tuple(str(one.get("code", "")) for one in failed)
    return SidecarReport(str(told.get("validation_state", "Invalid")), codes, _claimed(told))


def _claimed(told: dict[str, Any]) -> str:
    manifest = told.get("manifests", {}).get(told.get("active_manifest", ""), {})
    for assertion in manifest.get("assertions", []):
        for action in assertion.get("data", {}).get("actions", []):
            if action.get("action") == "c2pa.created":
                return str(action.get("digitalSourceType", ""))
    return ""


def _manifest(work: WorkFile, figures: Figures, version: str) -> dict[str, Any]:
    app = {"name": "Muse Desktop", "version": version}
    actions: list[dict[str, Any]] = [
        {"action": "c2pa.created", "digitalSourceType": source_type(figures), "softwareAgent": app}
    ]
    actions += [_edited(one, figures, app) for one in figures.documents if one.passages]
    return {
        "claim_generator_info": [app],
        "format": work.media,
        "title": work.name,
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": actions}}],
    }


def _edited(document: DocumentFigures, figures: Figures, app: dict[str, str]) -> dict[str, Any]:
    """The places of one document that rest on generated text: one action for all of them."""
    untouched = words_of(document.shares, "edited") == 0
    models = ", ".join(dict.fromkeys(one.name for one in figures.models if one.name))
    places = [(one.start, one.end) for one in document.passages]
    return {
        "action": "c2pa.edited",
        "digitalSourceType": GENERATED if untouched else MIXED,
        "softwareAgent": app,
        "description": f"Text of a language model ({models or 'unknown'}), taken over by the writer"
        + ("" if untouched else " and edited since"),
        "changes": [
            {
                "description": "Code points of the text of one document of the work, as in report.json",
                "region": [_region(document.document, places)],
            }
        ],
    }


def _region(document: int, places: Sequence[tuple[int, int]]) -> dict[str, Any]:
    name = f"document-{document}"
    selectors = [{"selector": {"fragment": name, "start": start, "end": end}} for start, end in places]
    return {"type": "textual", "text": {"selectors": selectors}}


def _chain(public: bytes) -> str:
    """PEM certificates: the key's own, then the root that vouches for it and for nothing else."""
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    root, began = Ed25519PrivateKey.generate(), datetime.now(UTC) - timedelta(minutes=5)
    names = {
        who: x509.Name(
            [
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Muse Desktop (self-made certificate)"),
                x509.NameAttribute(NameOID.COMMON_NAME, who),
            ]
        )
        for who in ("Muse Desktop root", "Muse Desktop writer")
    }

    def begun(who: str, usage: x509.KeyUsage, ca: bool) -> x509.CertificateBuilder:
        its = root.public_key() if ca else Ed25519PublicKey.from_public_bytes(public)
        made = x509.CertificateBuilder(names["Muse Desktop root"], names[who], its)
        made = made.serial_number(x509.random_serial_number()).not_valid_before(began)
        made = made.not_valid_after(began + timedelta(days=365 * _YEARS))
        made = made.add_extension(x509.BasicConstraints(ca, 0 if ca else None), critical=True)
        made = made.add_extension(usage, critical=True)
        return made.add_extension(x509.SubjectKeyIdentifier.from_public_key(its), critical=False)

    no = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only",
         "decipher_only"), False,
    )  # fmt: skip
    vouching = x509.KeyUsage(digital_signature=False, key_cert_sign=True, crl_sign=True, **no)
    signing = x509.KeyUsage(digital_signature=True, key_cert_sign=False, crl_sign=False, **no)
    top = begun("Muse Desktop root", vouching, ca=True).sign(root, None)
    mail = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])  # what C2PA asks of a signer's use
    by = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.public_key())
    leaf = begun("Muse Desktop writer", signing, ca=False)
    leaf = leaf.add_extension(mail, critical=False).add_extension(by, critical=False)
    return "".join(one.public_bytes(Encoding.PEM).decode() for one in (leaf.sign(root, None), top))
