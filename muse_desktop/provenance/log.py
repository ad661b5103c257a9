"""The ledger as a file, `log.jsonl`: what leaves the workspace, and what a stranger checks.

The form `muse-desktop/log/1`: UTF-8 without a mark at its beginning, lines end with "\\n" (the last too), none
is empty. Each line is one JSON object in canonical form (RFC 8785): keys in order, no spaces, "/" and letters
unescaped. It holds null, strings, integers below 2^53 and objects and lists of these; keys are ASCII, so that
Python's `json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))` writes the very same.
A reader writes what it has read in that form again and compares the bytes: a line that differs is wrong.

Line 1, the heading:

    {"form":"muse-desktop/log/1","head":H,"records":N}

N is how many records follow, H the hash of the last of them (64 zeros for none). Every other line is a record,
numbered 1 to N:

    {"hash":H,"record":{"at":T,"content":C,"document":D,"kind":K,"payload":P,"seq":S},"words":W}

`record` is what is chained, in these very bytes: H = hex(SHA-256("muse-desktop/event/1\\n" + hash of the record
before (64 zeros for none) + the bytes of `record`)). T is UTC as "2026-11-23T05:25:40.123Z", D the number of a
document or null, K the kind of event, P an object; P never holds words of a text, but names of files and titles
that a text was copied from. C is null, or hex(SHA-256(the bytes of W)); W is an object with the words of the
event (`inserted` and `removed` for an edit), or null where they are redacted or where there never were any.

A record whose hash is not that of its bytes is only in order where a later record of kind "wiped" has
[its number, hex(SHA-256(the bytes of its `record`))] in the list `records` of its payload: names were taken out
of its payload when the writer wiped a project. The last such word about a record counts.
"""
