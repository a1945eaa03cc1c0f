"""Floor 2: what the learner is doing and has found, as values. Knows no screen."""
