"""The decision on one side of a point: from an expression to its one-sided limits, with proof."""
