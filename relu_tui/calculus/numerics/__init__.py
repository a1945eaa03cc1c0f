"""Numbers for tables and plots: steps, difference quotients, formats, rounding, samples."""
