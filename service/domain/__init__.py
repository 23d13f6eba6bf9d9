"""The vocabulary of the service: frozen values and errors, standard library only."""
