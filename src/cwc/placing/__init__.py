"""What each file is for: requirement, artefact, category, time and caption. Pure."""
