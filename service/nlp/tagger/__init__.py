"""The attribution tagger: finds content, cue and source spans and ties them together."""
