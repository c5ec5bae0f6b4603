"""What the candidate can do or holds: skills, languages, qualifications."""
