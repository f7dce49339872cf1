"""The outbox that all mail of the site goes through: stored first, sent afterwards.

A mail becomes a row of ``models.Mail`` in the transaction of its reason (``backend``). After the
commit one sender of the whole installation sends it (``sender``), at once and again until it is
delivered. Nothing in a request or a transaction waits for a mail server.
"""
