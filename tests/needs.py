"""What tests drive that is no part of Python: absent, a test is skipped; in CI, that is a failure."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from typing import NoReturn

import pytest

SEARCHED = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin", "/sbin"))


def program(name: str, package: str) -> str:
    """The path of an installed program.

    Args:
        name: What it is called.
        package: Debian's package that has it.
    """
    path = shutil.which(name, path=SEARCHED)
    if path is None:
        lacking(f"{name} is not installed (Debian: {package})")
    return path


def module(name: str) -> None:
    """End a test for which a package of the extra `test` is not there."""
    if find_spec(name) is None:
        lacking(f"{name} is not installed (pip install -e '.[test]')")


def lacking(what: str) -> NoReturn:
    """End a test for which something is not there."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}, and CI is set: .ci/run installs it")
    pytest.skip(what)
