"""What an email says of the employer and the role, beside the posting."""
