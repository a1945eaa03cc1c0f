"""The lesson opens no connection, and does without OpenSSL: 5 MB of memory and 15 ms of its start."""

from __future__ import annotations

import sys
from importlib.util import find_spec

_HASHES = {"_md5", "_sha1", "_sha3", "_blake2"} | (
    {"_sha2"} if sys.version_info >= (3, 12) else {"_sha256", "_sha512"}
)
"""Where Python's own hashes are; it can be built without them."""


def spare() -> None:
    """Import the two modules that would load OpenSSL, while it can't be found.

    Both provide for a Python that has none: `asyncio` (which Textual runs on) then refuses TLS, and
    `hashlib` takes Python's own hashes. Whoever imports `ssl` later gets it.
    """
    absent = {"ssl", "_hashlib"} if all(map(find_spec, _HASHES)) else {"ssl"}
    absent -= sys.modules.keys()
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]  # None makes an import fail
    try:
        import asyncio  # noqa: F401
        import hashlib  # noqa: F401
    finally:
        for name in absent:
            del sys.modules[name]
