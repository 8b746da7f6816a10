"""Offline decision support for rural primary health centres."""

__version__ = "0.1.0"
