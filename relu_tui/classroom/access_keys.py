"""What a class is entered with: the host's key, the teacher's password, lists of keys."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

HOST_KEY = "ssh_host_ed25519"
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Characters of a password that are not taken for one another when they are read out or copied."""

PASSWORD_GROUPS, GROUP = 3, 4


class KeyTroubleError(RuntimeError):
    """A key can't be used; the message says which and why, in one line."""


def host_key(folder: Path) -> Path:
    """The file of the host's key, made once: a key that changed would frighten everybody who came before.

    Args:
        folder: Where it is kept, readable by nobody else (0600).

    Raises:
        KeyTroubleError: It can't be read or written, or others could read it.
    """
    path = folder / HOST_KEY
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(path)
        if path.stat().st_mode & 0o077:
            raise KeyTroubleError(f"{path}: others can read this key: chmod 600 {path}")
    except OSError as error:
        raise KeyTroubleError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    return path


def _make(path: Path) -> None:
    """Write a new key, whole or not at all, unless there is one."""
    if path.exists():
        return
    import asyncssh

    draft = path.with_name(f".{path.name}.{os.getpid()}")
    content = asyncssh.generate_private_key("ssh-ed25519", comment="relu-tui").export_private_key()
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    try:
        os.link(draft, path)  # not over one that another server made meanwhile
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def new_password() -> str:
    """A password for the teacher, made anew at each start: 59 bits, in groups that can be copied by hand."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(PASSWORD_GROUPS))
    return "-".join(groups)


def same(one: str, other: str) -> bool:
    """Whether two passwords are the same, in a time that tells nothing of where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def read_keys(path: str) -> str:
    """Public keys, one a line, as in an `authorized_keys` file.

    Raises:
        KeyTroubleError: The file can't be read, or holds no key.
    """
    import asyncssh

    try:
        text = Path(path).read_text("utf-8")
        asyncssh.import_authorized_keys(text)
        if not any(line.strip() and not line.startswith("#") for line in text.splitlines()):
            raise ValueError(path)
    except OSError as error:
        raise KeyTroubleError(f"{path}: {(error.strerror or 'unreadable').lower()}") from None
    except (UnicodeDecodeError, ValueError):
        raise KeyTroubleError(f"{path}: holds no public keys, one a line as ssh-keygen writes them") from None
    return text
