"""Sets up a checkout and starts the program or its tests, with nothing but Python's standard library.

    python3 packaging/bootstrap.py run --demo      install what is needed, open the program on its demo
    python3 packaging/bootstrap.py test            install what is needed, run every check and test
    python3 packaging/bootstrap.py --help

This file keeps to syntax that old Pythons can read, so that they can say what is wrong.
"""

import sys

OLDEST_PYTHON = (3, 11)

if sys.version_info < OLDEST_PYTHON:
    sys.stderr.write(
        "This needs Python 3.11 or newer; this is Python {}.{}.\n"
        "On Debian or Ubuntu: apt-get install -y python3.11 python3.11-venv\n"
        "then: python3.11 packaging/bootstrap.py ...\n".format(*sys.version_info[:2])
    )
    sys.exit(1)

from bootstrapping.commands import main  # noqa: E402 - only after the check above

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
