"""The gallery of named functions, as it is searched."""

from __future__ import annotations

import pytest

from relu_tui.calculus.language.gallery import GALLERY, Named, matching


@pytest.mark.parametrize("entry", GALLERY, ids=lambda entry: entry.name)
def test_who_types_a_name_finds_it_first(entry: Named) -> None:
    assert matching(entry.name)[0] is entry
    assert matching(f" {entry.name.upper()} ")[0] is entry


@pytest.mark.parametrize(("typed", "first"), [("sig", "sigmoid"), ("step", "step")])
def test_names_come_before_what_mentions_them(typed: str, first: str) -> None:
    assert matching(typed)[0].name == first


def test_without_words_all_are_found_in_their_order() -> None:
    assert matching("") == GALLERY
    assert matching("no such function") == ()
