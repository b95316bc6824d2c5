"""One unit's folder: its settings, names, files, register, and what each file is for."""
