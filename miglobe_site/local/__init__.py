"""What `make run` and `make dev` do: prepare everything, then serve.

`run` takes the way of production (no debug pages, compressed and hashed static files, the
production server) with a secret key made on this machine; `dev` the way of development.
"""
