"""What became of the user's emails, kept only where the user turned that on: `store` keeps it, `rates` counts it."""
