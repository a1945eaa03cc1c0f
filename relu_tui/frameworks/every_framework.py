"""The frameworks whose rules are known, and their versions."""

from __future__ import annotations

from relu_tui.frameworks.function_rules import Rules
from relu_tui.frameworks.operation_rules import JAX, TENSORFLOW, TORCH, TORCH_2_13, TORCH_2_14

EVERY = (TORCH, JAX, TENSORFLOW)
"""The rules of each framework in its newest version, in the order they are shown."""

OLDER = (TORCH_2_13, TORCH_2_14)
"""Those of versions that do something else."""

KNOWN_VERSIONS = {
    newest.framework: tuple(
        version
        for rules in (*OLDER, newest)
        if rules.framework == newest.framework
        for version in rules.versions
    )
    for newest in EVERY
}
"""The versions of each framework whose rules are known, the newest last."""


def rules_of(framework: str, version: str) -> Rules:
    """The rules of a version; of one that is not known, those of the newest."""
    known = [each for each in (*EVERY, *OLDER) if each.framework == framework]
    return next((each for each in known if version in each.versions), known[0])


def has_rules(function: str) -> bool:
    """Whether it is told of a function of the language what each framework does with it."""
    return all(function in rules.of for rules in EVERY)
