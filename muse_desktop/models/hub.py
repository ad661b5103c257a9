"""A hub of models: searching it, what files a model has, and who the writer is there.

Names, metadata and sign-in go through the huggingface_hub client; the files themselves are fetched by
models/transfer.py.
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from muse_desktop.errors import MuseError
from muse_desktop.models.hub_address import parse_hub_address
from muse_desktop.models.hub_trouble import clean, trouble
from muse_desktop.models.network import NetworkLog
from muse_desktop.models.values import HubModel, Wanted

if TYPE_CHECKING:
    from huggingface_hub import HfApi

_REPO = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}(/[A-Za-z0-9][A-Za-z0-9._-]{0,95})?")
_REVISION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,199}")


class Hub:
    """The hub at `endpoint` ("": the usual one). `token` gives the writer's sign-in, "" for none; it is asked
    for each time, and sent to this endpoint alone. Every connection goes on `log`.

    Raises MuseError `models.hub_address_refused` for an endpoint that is not safe to speak to.
    """

    def __init__(self, endpoint: str, token: Callable[[], str], log: NetworkLog) -> None:
        self.address = parse_hub_address(endpoint)
        self.log = log
        self._token = token

    @property
    def endpoint(self) -> str:
        """Where it is, without a slash at the end."""
        return self.address.url

    def url(self, repo: str, revision: str, path: str) -> str:
        """Where a file of a model is fetched from. Raises MuseError `models.hub_not_found` for names that no
        hub has."""
        self._check(repo, revision)
        place = urllib.parse.quote(revision, safe="")
        return f"{self.endpoint}/{repo}/resolve/{place}/{urllib.parse.quote(path)}"

    def page(self, repo: str) -> str:
        """The page of a model, for a browser."""
        return f"{self.endpoint}/{repo}"

    def headers(self) -> dict[str, str]:
        """What to send to the hub with a request of our own: our name, and the sign-in where there is one.
        Never to be sent to another host."""
        from muse_desktop import __version__

        headers = {"user-agent": f"muse-desktop/{__version__}", "accept-encoding": "identity"}
        if token := self._token():
            headers["authorization"] = f"Bearer {token}"
        return headers

    def trouble(
        self, what: int | BaseException, repo: str = "", headers: Mapping[str, str] | None = None
    ) -> MuseError:
        """See hub_trouble.trouble: what went wrong, with this hub's address in it."""
        return trouble(what, repo, url=self.endpoint, headers=headers)

    def search(self, text: str, limit: int = 30) -> tuple[HubModel, ...]:
        """Models with GGUF files whose name holds `text`, the most downloaded first."""
        raise NotImplementedError

    def files(self, repo: str, revision: str = "main") -> tuple[Wanted, ...]:
        """The GGUF files of a model at the commit that `revision` is now; the parts of a split one are one."""
        raise NotImplementedError

    def who(self) -> str:
        """The name of the account that the sign-in belongs to; "" where nobody is signed in."""
        raise NotImplementedError

    def _check(self, repo: str, revision: str = "main") -> None:
        good = _REPO.fullmatch(repo) and _REVISION.fullmatch(revision) and ".." not in repo + revision
        if not good:
            raise MuseError("models.hub_not_found", repo=clean(repo), host=self.address.host)

    def _api(self) -> HfApi:
        raise NotImplementedError

    def _unused(self) -> Any: ...
