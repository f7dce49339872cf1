"""Where a copy comes from: pages of two editions as content for the merge.

``content`` reads and writes pages by their fields and blocks (``parts``, ``rich_text``),
``regional`` puts the content of a source into the words of the copy's edition, and ``page_links``
makes links comparable.
"""
