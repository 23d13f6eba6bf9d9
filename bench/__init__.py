"""Load, soak and fault runs against the service as gunicorn serves it; see README.md, “Operation”."""
