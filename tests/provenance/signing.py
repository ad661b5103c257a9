"""Keys that are in no keyring and no file of anybody's, for tests."""

from muse_desktop.errors import MuseError


class MemorySafe:
    """Where secrets are kept in memory. `locked`: it cannot be reached now."""

    def __init__(self):
        self.kept = {}
        self.locked = False

    def get(self, place, fingerprint):
        if self.locked:
            raise MuseError("provenance.key_unreachable", reason="locked")
        return self.kept.get(fingerprint)

    def put(self, fingerprint, secret):
        self.kept[fingerprint] = secret
        return "keyring"
