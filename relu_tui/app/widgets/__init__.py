"""The widgets that show a frame and repaint what differs."""
