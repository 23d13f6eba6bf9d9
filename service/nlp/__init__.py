"""Parse: the only package that knows Stanza and torch."""
