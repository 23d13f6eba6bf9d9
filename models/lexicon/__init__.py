"""Word lists of the service that are made from other sources."""
