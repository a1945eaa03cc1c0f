"""Floor 1: functions, exact one-sided expansions, limits, difference quotients. Knows no learner."""
