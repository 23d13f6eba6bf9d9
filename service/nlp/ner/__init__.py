"""The named-entity tagger that reads the attribution tagger's states."""
