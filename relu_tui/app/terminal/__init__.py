"""What lies between Textual and the terminal: drivers, input, what the terminal can show."""
