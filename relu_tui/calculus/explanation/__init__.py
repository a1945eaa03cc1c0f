"""The words of a proof: reasons, arguments, obstacles."""
