"""The search for secrecy marks, tried on files made for it: `pytest tests/secrecy`."""
