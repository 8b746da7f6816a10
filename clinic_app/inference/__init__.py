"""The model: package verification, the prompt, scoring, and the child process that runs it.

What callers use: `ranking` (the `Engine` protocol and its answer), `prompt.case_text`, `client.WorkerClient`.
"""
