"""How long and when: tenures and dates of an email beside those of the resume."""
