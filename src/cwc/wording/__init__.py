"""The clerk's words for what the model names, each in one place."""
