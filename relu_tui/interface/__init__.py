"""What the app and the console share: commands, arguments, settings, help."""
