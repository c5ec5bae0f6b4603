"""What the candidate was and did, and for whom: employers, titles, scope."""
