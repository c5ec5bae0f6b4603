"""Where: places that an email names."""
