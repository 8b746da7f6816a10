"""What a user can do, without a window: the command line and the windows both call these.

Services of an unlocked clinic (`services/clinic.py`) are called by one thread, the database thread. They check
the acting user's role, commit each change with its audit entry, and raise `UserFacingError`s.
"""
