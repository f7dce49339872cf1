"""Lists that visitors narrow by facets, such as topic, size and year.

Within a facet one of the ticked choices is enough, between facets all must fit. A list declares its
facets (declaring), what its items have is read and counted (counting), and a FacetedList makes of
it what a page shows (showing).
"""
