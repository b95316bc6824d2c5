"""One unit's folder: the names in it, its files, its settings."""
