"""What a post brings with it, and the way to it: when and where one works, what is given and what it costs, the steps of the hiring."""
