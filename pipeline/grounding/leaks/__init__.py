"""Placeholders and other words that no email has."""
