"""Weights, and the recipe that makes and measures them."""
