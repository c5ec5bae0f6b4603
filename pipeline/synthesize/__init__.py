"""Emails by a teacher model for resumes and postings that have none. `run.py` does the work, `door.py` is its place at the command line."""
