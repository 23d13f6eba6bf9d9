"""How every model is trained."""
