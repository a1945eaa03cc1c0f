"""What the frameworks on this machine return, measured now: `probe` asks, `__main__` answers."""
