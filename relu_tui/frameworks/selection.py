"""Which of several equal numbers PyTorch's quantile reads: those that std::nth_element leaves at a rank.

From 2.14 on PyTorch does not sort: on a CPU it partitions the places of the numbers twice, at the upper rank
and then, among what is before it, at the lower one. The algorithm is not stable, and which of several equal
numbers it leaves there hangs on its steps. They are those of the C++ library of GCC, with which PyTorch is
built on Linux (`bits/stl_algo.h`: __introselect, __unguarded_partition_pivot, __insertion_sort); the C++
standard leaves them open. Its way out of bad pivots is not here: so few numbers never come to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from relu_tui.frameworks.function_rules import Single

FEW = 3
"""So many are put in order by insertion, in which equal ones keep theirs."""


def places_at(u: Sequence[Single], low: int, high: int) -> tuple[int, int]:
    """Which of the numbers are read at two ranks, NaN counting as the greatest.

    Args:
        u: The numbers.
        low: The lower rank, from 0.
        high: The upper one: the same, or the next.
    """
    places = list(range(len(u)))
    selection = _Selection(places, lambda one, other: bool(u[one] < u[other]) or _is_below_nan(u, one, other))
    selection.bring(high, len(u))
    upper = places[high]
    if low < high:
        selection.bring(low, high)
    return places[low], upper


def _is_below_nan(u: Sequence[Single], one: int, other: int) -> bool:
    return bool(u[one] == u[one] and u[other] != u[other])


class _Selection:
    """Places that are being put around a rank.

    Args:
        places: The places, which are moved.
        below: Whether the number at one place is before that at another.
    """

    def __init__(self, places: list[int], below: Callable[[int, int], bool]) -> None:
        self.places = places
        self.below = below

    def bring(self, rank: int, end: int) -> None:
        """Put at a rank what belongs there, of those before the end; what is before it is not greater."""
        start = 0
        while end - start > FEW:
            self._swap(start, self._middle(start + 1, start + (end - start) // 2, end - 1))
            cut = self._cut(start, end)
            start, end = (cut, end) if cut <= rank else (start, cut)
        self.places[start:end] = self._inserted(self.places[start:end])

    def _is_before(self, one: int, other: int) -> bool:
        return self.below(self.places[one], self.places[other])

    def _swap(self, one: int, other: int) -> None:
        self.places[one], self.places[other] = self.places[other], self.places[one]

    def _middle(self, a: int, b: int, c: int) -> int:
        """The middle one of three."""
        if self._is_before(a, b):
            return b if self._is_before(b, c) else c if self._is_before(a, c) else a
        return a if self._is_before(a, c) else c if self._is_before(b, c) else b

    def _cut(self, pivot: int, end: int) -> int:
        """Put those before the pivot in front of the others; where the others begin."""
        start = pivot + 1
        while True:
            while self._is_before(start, pivot):
                start += 1
            end -= 1
            while self._is_before(pivot, end):
                end -= 1
            if start >= end:
                return start
            self._swap(start, end)
            start += 1

    def _inserted(self, few: list[int]) -> list[int]:
        result: list[int] = []
        for place in few:
            at = len(result)
            while at and self.below(place, result[at - 1]):
                at -= 1
            result.insert(at, place)
        return result
