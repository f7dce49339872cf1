"""What can be found: entries as the public may read them, and the words in them."""

from django.conf import settings
from django.db import models
from wagtail.models import Page

from .kinds import Kind


class Entry(models.Model):
    """A page, or a document in the locale of a page that refers to it. search.indexing writes it.

    ``names``, ``keywords`` and ``words`` are the stems of its title, of what sums it up and of all
    the rest; ``text`` is what snippets are taken from. Triggers in the database keep its own
    full-text index beside them (search.engines). Short fields stand first: the database reads them
    without the long ones.
    """

    kind = models.CharField(max_length=10, choices=Kind.choices)
    locale_code = models.CharField(max_length=20, db_index=True)
    page = models.OneToOneField(
        Page, null=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    written_at = models.DateTimeField(auto_now=True)
    place = models.CharField(max_length=255, blank=True)
    title = models.CharField(max_length=255)
    names = models.TextField()
    keywords = models.TextField()
    words = models.TextField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "locale_code"], name="one_entry_a_locale"),
            models.CheckConstraint(
                condition=models.Q(page=None) ^ models.Q(document=None),
                name="entry_of_page_or_document",
            ),
        ]

    def __str__(self):
        return self.title


class Word(models.Model):
    """A word of the entries, for typing errors; ``uses`` is the number of entries it stands in.

    ``backwards`` finds it by its end. ``spelling`` is how it is written where it was first seen.
    """

    word = models.CharField(max_length=60, unique=True)
    backwards = models.CharField(max_length=60, db_index=True)
    spelling = models.CharField(max_length=60)
    uses = models.PositiveIntegerField(default=0)

    def __str__(self):
        return self.spelling
