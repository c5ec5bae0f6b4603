"""What an email says is not so."""
