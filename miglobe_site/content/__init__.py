"""The client's own texts as data, and what builds the page trees from them.

``editions.toml`` says which editions there are and what each takes over from the other;
``nrw.toml``, ``bw.toml`` and ``legal.toml`` hold the texts.
"""
