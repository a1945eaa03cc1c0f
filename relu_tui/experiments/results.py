"""What came out of an experiment, as values that can be written as JSON and read again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from relu_tui.experiments.setup import Setup


@dataclass(frozen=True)
class Tally:
    """What was counted in one number format.

    Two gradients are taken to differ when any entry of the gradient of any weight or bias is not
    equal, as a number, in both; 0 and −0 are equal, and there is no tolerance.

    Attributes:
        number_format: One of `FORMATS`.
        draws: Draws counted so far.
        values: Values that reached a ReLU.
        zeros: Those that were exactly 0.
        with_zeros: Draws in which there was at least one.
        differ_half: Draws in which ReLU′(0) = 0 and ReLU′(0) = ½ give gradients that differ.
        differ_one: Draws in which ReLU′(0) = 0 and ReLU′(0) = 1 do.
        largest_change: The largest change of an entry of the gradient from ReLU′(0) = 0 to 1, as a
            share of the largest entry; over all draws.
    """

    number_format: str
    draws: int = 0
    values: int = 0
    zeros: int = 0
    with_zeros: int = 0
    differ_half: int = 0
    differ_one: int = 0
    largest_change: float = 0.0


@dataclass(frozen=True)
class Report:
    """The figures of an experiment, whole or in part.

    Attributes:
        setup: What was asked for.
        source: Which images were used, `digits` or `synthetic`.
        provenance: The same in words, with a version.
        tallies: What was counted, in the order of the setup's formats.
    """

    setup: Setup
    source: str
    provenance: str
    tallies: tuple[Tally, ...]

    @property
    def done(self) -> int:
        """How many draws are done in every format."""
        return min(tally.draws for tally in self.tallies)

    @property
    def complete(self) -> bool:
        """Whether all draws are done; if not, the figures are those of the draws so far."""
        return self.done == self.setup.draws

    def to_dict(self) -> dict[str, Any]:
        """The report in the form scripts read."""
        return {
            "setup": asdict(self.setup),
            "source": self.source,
            "provenance": self.provenance,
            "draws_done": self.done,
            "complete": self.complete,
            "tallies": [asdict(tally) for tally in self.tallies],
        }

    @classmethod
    def from_dict(cls, found: dict[str, Any]) -> Report:
        """Read what `to_dict` gave.

        Raises:
            ValueError: It is something else.
        """
        try:
            setup = dict(found["setup"])
            setup["units"], setup["formats"] = tuple(setup["units"]), tuple(setup["formats"])
            tallies = tuple(Tally(**tally) for tally in found["tallies"])
            report = cls(Setup(**setup), str(found["source"]), str(found["provenance"]), tallies)
            if [tally.number_format for tally in tallies] != list(report.setup.formats):
                raise ValueError("the tallies are not those of the setup")
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a report: {error}") from None
        return report
