"""Style sheets read once for all sessions of a process: a fifth of a session's start, and of its memory."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

MOST = 512
"""Texts of style sheets kept, each for one theme: four themes, some forty texts."""


class SharedStylesheet(Stylesheet):
    """A style sheet whose rules are those of every other that has the same text and variables.

    Rules are read and never written once they are parsed. `_parse_rules` is Textual's own: where it goes
    by another name, each sheet reads for itself again, and nothing else changes.
    """

    def copy(self) -> Stylesheet:
        """A sheet with the same sources."""
        other = SharedStylesheet(variables=self._variables.copy())
        other.source = self.source.copy()
        return other

    def _parse_rules(self, css: str, *where: Any, **how: Any) -> list[RuleSet]:
        variables = tuple(sorted(self._variables.items()))
        return _parsed(variables, css, where, tuple(sorted(how.items())))


@lru_cache(maxsize=MOST)
def _parsed(
    variables: tuple[tuple[str, str], ...],
    css: str,
    where: tuple[Hashable, ...],
    how: tuple[tuple[str, Hashable], ...],
) -> list[RuleSet]:
    sheet = Stylesheet(variables=dict(variables))
    read: Any = sheet._parse_rules
    rules: list[RuleSet] = read(css, *where, **dict(how))
    return rules
