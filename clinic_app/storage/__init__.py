"""Everything that touches the clinic's disk: the encrypted database, its key slots, its lock.

One thread uses an open database from `open_database` to `close`; connections are not bound to the thread that
opened them, so that thread may be a worker. The modules here raise `UserFacingError`s for trouble outside the
program and never overwrite a file they could not read.
"""
