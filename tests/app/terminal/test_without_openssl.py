"""The lesson runs without OpenSSL, and whoever needs it has it."""

from __future__ import annotations

import subprocess
import sys

SPARED = """
import sys
from relu_tui.app.terminal import without_openssl
without_openssl.spare()
import relu_tui.app.app
assert "_ssl" not in sys.modules and "ssl" not in sys.modules and "_hashlib" not in sys.modules
import asyncio.sslproto
assert asyncio.sslproto.ssl is None
import hashlib
names = {"md5": "md5", "sha1": "sha1", "sha256": "sha256", "sha512": "sha512", "sha3_256": "sha3-256"}
digests = [hashlib.new(name, b"x").hexdigest() for name in names]
import ssl
assert ssl.create_default_context().check_hostname
import _hashlib
assert digests == [_hashlib.new(name, b"x").hexdigest() for name in names.values()]
"""


def test_what_is_spared_is_there_for_whoever_asks_later() -> None:
    done = subprocess.run([sys.executable, "-c", SPARED], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_openssl_that_is_loaded_already_stays() -> None:
    code = (
        "import ssl, sys\nfrom relu_tui.app.terminal import without_openssl\n"
        "without_openssl.spare()\nassert sys.modules['ssl'] is ssl"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
