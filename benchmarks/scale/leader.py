"""`python -m pipeline build`, followed by a line with the most memory that its own process held, without its workers, in MB."""

import resource
import sys

from pipeline.__main__ import main

if __name__ == "__main__":
    code = main(["build", *sys.argv[1:]])
    print("leader", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    sys.exit(code)
