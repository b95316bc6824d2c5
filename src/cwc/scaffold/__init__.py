"""A submission's folder laid out for a unit, with what it is asked for in plain Chinese."""
