"""Numbers of the candidate's work, and how numbers are read at all."""
