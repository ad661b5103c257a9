"""Promise 1: nothing leaves the laptop. The suite itself lives by it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.isolation import MARK


def test_a_child_process_has_no_network_beyond_loopback() -> None:
    if os.environ[MARK] == "namespace":
        code = "import socket; print(sorted(name for _, name in socket.if_nameindex()))"
        expected = "['lo']"
    else:
        code = (
            "import socket\n"
            "try: socket.create_connection(('192.0.2.1', 9), timeout=2)\n"
            "except OSError as error: print('cut off' in str(error))"
        )
        expected = "True"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert out.stdout.strip() == expected


@pytest.mark.loopback  # so that it is the address that is refused, not the socket
def test_this_process_may_not_open_a_socket_to_the_outside() -> None:
    import socket

    from pytest_socket import SocketConnectBlockedError

    with (
        socket.socket() as outside,
        pytest.warns(UserWarning, match="192.0.2.1"),
        pytest.raises(SocketConnectBlockedError),
    ):
        outside.connect(("192.0.2.1", 9))


@pytest.mark.skipif(sys.platform == "win32", reason="pairs of sockets are made on loopback there")
def test_a_test_that_is_not_marked_loopback_has_no_socket_at_all() -> None:
    import socket

    from pytest_socket import SocketBlockedError

    with pytest.warns(UserWarning, match="socket"), pytest.raises(SocketBlockedError):
        socket.create_connection(("127.0.0.1", 9))
    with pytest.warns(UserWarning, match="socket"), pytest.raises(SocketBlockedError):
        socket.socket()
    here, there = socket.socketpair()  # wakes a thread, leads nowhere
    here.close()
    there.close()
