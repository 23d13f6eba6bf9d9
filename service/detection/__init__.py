"""Detect: quotes from marks, layout, dependencies and the tagger's finds."""
