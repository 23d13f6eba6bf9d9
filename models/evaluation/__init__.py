"""How every figure is measured."""
