"""What goes wrong between this app and a hub, as something a writer can act on."""

from __future__ import annotations

import re
from collections.abc import Mapping

from muse_desktop.errors import MuseError
from muse_desktop.models.hub_address import HUB

MAX_REASON = 160
MAX_SECONDS = 86_400
_USUAL_WAIT = 60
_RESET = re.compile(r";\s*t\s*=\s*(\d{1,9})")


def trouble(
    what: int | BaseException,
    repo: str = "",
    *,
    url: str = HUB,
    headers: Mapping[str, str] | None = None,
) -> MuseError:
    """The error for an HTTP status, or for what was raised while asking, at the hub `url` ("" repo: nothing
    of one model was asked). `headers`: of the answer.

    Gives `models.hub_not_found`, `hub_sign_in`, `hub_forbidden`, `hub_token_refused`, `hub_busy`, `hub_down`,
    `hub_unreachable`, `hub_strange`. A MuseError is given back as it is.
    """
    if isinstance(what, MuseError):
        return what
    if isinstance(what, BaseException):
        return _raised(what, url)
    return _status(what, repo, url, {key.lower(): value for key, value in (headers or {}).items()})


def strange(url: str, reason: str) -> MuseError:
    """The error for an answer that no hub gives."""
    return MuseError("models.hub_strange", host=_host(url), reason=clean(reason))


def unreachable(url: str, reason: str) -> MuseError:
    """The error for a hub that does not answer."""
    return MuseError("models.hub_unreachable", host=_host(url), reason=clean(reason) or "?")


def wait_seconds(headers: Mapping[str, str]) -> int:
    """How long a busy hub asks us to stay away, in seconds, a day at most; `headers` in small letters.

    From Retry-After (seconds) or the draft header RateLimit ("api";r=0;t=55); a minute where neither tells.
    """
    told = headers.get("retry-after", "").strip()
    if told.isascii() and told.isdigit():
        return min(int(told[:9]), MAX_SECONDS)
    if found := _RESET.search(headers.get("ratelimit", "")[:500]):
        return min(int(found[1]), MAX_SECONDS)
    return _USUAL_WAIT


def clean(text: str) -> str:
    """Foreign text fit for a message: one line, and short."""
    shown = "".join(one if one.isprintable() else " " for one in text[:2_000])
    return " ".join(shown.split())[:MAX_REASON]


def _host(url: str) -> str:
    return clean(url.partition("://")[2])


def _status(status: int, repo: str, url: str, headers: Mapping[str, str]) -> MuseError:
    code, told = headers.get("x-error-code", ""), headers.get("x-error-message", "")
    if status == 429:
        return MuseError("models.hub_busy", host=_host(url), seconds=wait_seconds(headers))
    if status >= 500 or status in (408, 425):
        return MuseError("models.hub_down", host=_host(url), status=status)
    if status in (401, 403) and (not repo or "credentials" in told.lower()):
        return MuseError("models.hub_token_refused", host=_host(url))
    # The usual hub answers 401 for a repository that does not exist, so that private ones stay secret.
    if (status == 404 and repo) or (status == 401 and code in ("RepoNotFound", "RevisionNotFound")):
        return MuseError("models.hub_not_found", repo=clean(repo), host=_host(url))
    if status == 401:
        return MuseError("models.hub_sign_in", repo=clean(repo), page=f"{url}/{clean(repo)}")
    if status == 403:
        return MuseError("models.hub_forbidden", repo=clean(repo), page=f"{url}/{clean(repo)}")
    return strange(url, f"HTTP {status}")


def _raised(error: BaseException, url: str) -> MuseError:
    import httpx2

    if isinstance(error, httpx2.TimeoutException):
        return unreachable(url, f"no answer in time ({type(error).__name__})")
    if isinstance(error, httpx2.NetworkError | httpx2.ProxyError):
        return unreachable(url, str(error) or type(error).__name__)
    if isinstance(error, httpx2.HTTPError | httpx2.InvalidURL):
        return strange(url, f"{type(error).__name__}: {error}")
    if isinstance(error, OSError):
        return unreachable(url, error.strerror or str(error))
    return strange(url, type(error).__name__)
