"""Sources of quotes resolved to the people, bodies, groups and documents of an article."""
