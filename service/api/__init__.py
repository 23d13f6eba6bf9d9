"""The HTTP layer: requests are checked, answers and errors written as the contract says."""
