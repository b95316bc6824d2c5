"""Scans read by the extra `cwc[ocr]`: `pytest tests/ocr`, figures by `python -m ocr`."""
