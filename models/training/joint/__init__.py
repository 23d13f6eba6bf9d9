"""The recipe of the one network that the service reads with: what it learns from, its losses, its training."""
