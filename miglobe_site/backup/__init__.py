"""The whole site in one file, and back: ``manage.py backup`` and ``manage.py restore``.

The file is a tar: a member for each table (rows as JSON lines, compressed) and for each file of the
media, and last ``manifest.json`` with the checksums of all. ``tables`` reads and writes rows in a
form that is the same on both databases, ``media`` keeps files from going away meanwhile, ``making``
and ``restoring`` are the two ways, ``age`` encrypts.
"""
