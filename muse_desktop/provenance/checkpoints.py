"""Checkpoints: signatures over the ledger's head, made at a session's end, while writing, and at export.

A checkpoint's body is this object in canonical form (as in log.py):

    {"app":A,"at":T,"documents":D,"form":"muse-desktop/checkpoint/1","head":H,"key":F,"monotonic":M,
     "reason":R,"seq":S}

A is the version of the app, T the wall clock in UTC, M whole milliseconds of a clock that only goes forward
(comparable within one start of the computer), S the number of the last record and H its hash, R one of
"session", "interval", "export", "bundle". D is hex(SHA-256(canonical [[document, text, origins], …])) over all
documents of the workspace in the order of their numbers, `text` and `origins` being the SHA-256 of the UTF-8
of the text and of the encoded runs. F, the fingerprint, is hex(SHA-256(32 raw bytes of the public key)).
The signature is Ed25519 over "muse-desktop/checkpoint/1\\n" + the bytes of the body.

In a file, `checkpoints.jsonl`, each line is {"body":{…},"signature":"128 hex digits"}, and the keys are in
`keys.jsonl`, each line {"created_at":T,"fingerprint":F,"kept_in":"keyring" or "file","public_key":"64 hex
digits","retired_at":T or null}; both canonical and in the order they were made, lines end with "\\n".

A key is in order where the ledger tells of it at or before a checkpoint's `seq`: a record of kind "key-made",
payload {"key":F,"kept_in":…}, or "key-replaced", payload {"before":F of the old key,"key":F,"kept_in":…,
"signature":"128 hex digits"}, the old key's signature over "muse-desktop/key/1\\n" + F (64 ASCII digits), so
that who trusts the old key may trust the new one. "key-lost", payload {"key":F}, says that the app could not
get at a key any more; nobody vouches for the one after it.
"""
