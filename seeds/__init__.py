"""Sample articles and the tool that computes their gold answers."""
