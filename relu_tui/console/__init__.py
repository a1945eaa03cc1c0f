"""Floor 3 without a screen: what the program says in lines, to stdout."""
