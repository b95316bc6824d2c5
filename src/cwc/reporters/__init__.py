"""Outcomes and plans as text and JSON."""
