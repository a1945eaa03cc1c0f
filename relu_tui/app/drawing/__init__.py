"""A frame of characters and what is drawn into it: boxes, Braille dots, axes by plotext."""
