"""The parts of ``packaging/bootstrap.py``: standard library only, Python 3.11 or newer."""
