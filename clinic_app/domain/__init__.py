"""What the clinic works with, in pure standard library: cases, rules, records, errors.

Nothing here reads a file, opens a window or knows a model. Data that the rules need is handed in.
"""
