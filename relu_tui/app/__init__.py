"""Floor 3: keys, panes and drawing, with Textual. Does no mathematics."""
