"""The typer commands: options, one call, a reporter, an exit code."""
