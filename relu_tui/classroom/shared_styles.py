"""Style sheets read once for all sessions of a process: a fifth of a session's start, and of its memory."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from relu_tui.app.textual_inside import OwnRulesStylesheet

MOST = 512
"""Texts of style sheets kept, each for one theme: four themes, some forty texts."""


class SharedStylesheet(OwnRulesStylesheet):
    """A style sheet whose rules are those of every other that has the same text and variables.

    Rules are read and never written once they are parsed.
    """

    def copy(self) -> Stylesheet:
        """A sheet with the same sources."""
        other = SharedStylesheet(variables=self.variables())
        other.source = self.source.copy()
        return other

    def read_rules(self, css: str, where: tuple[Hashable, ...], how: dict[str, Hashable]) -> list[RuleSet]:
        """The rules of a text, which are not to be written."""
        return _parsed(tuple(sorted(self.variables().items())), css, where, tuple(sorted(how.items())))


@lru_cache(maxsize=MOST)
def _parsed(
    variables: tuple[tuple[str, str], ...],
    css: str,
    where: tuple[Hashable, ...],
    how: tuple[tuple[str, Hashable], ...],
) -> list[RuleSet]:
    return OwnRulesStylesheet(variables=dict(variables)).read_rules(css, where, dict(how))
