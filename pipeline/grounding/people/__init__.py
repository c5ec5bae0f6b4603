"""Who: people that an email names, and contact data."""
