"""What can be found: entries as the public may read them, and the words in them."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import CollectionViewRestriction, Page

from editions.homes import on_show
from editions.links import path_of
from editions.registry import Edition, parse_code
from members.models import Consent, ConsentKind
from miglobe_site.texts import CleanTexts

from .kinds import Kind


class EntryQuerySet(models.QuerySet["Entry"]):
    def on_show(self) -> "EntryQuerySet":
        """Those that the public may read at this moment, asked of the pages themselves."""
        consents = Consent.objects.current().filter(
            profile=OuterRef("page__translation_key"), kind=ConsentKind.WEB
        )
        wants = ~Q(kind=Kind.ADVISOR) | Exists(consents)
        own_path = ExpressionWrapper(OuterRef("document__collection__path"), models.CharField())
        closed = CollectionViewRestriction.objects.annotate(own_path=own_path)
        closed = closed.filter(own_path__startswith=F("collection__path"))
        return self.filter((Q(page=None) & ~Exists(closed)) | (on_show("page__") & wants))

    def for_results(self) -> "EntryQuerySet":
        """With all that a result shows."""
        return self.select_related("page__locale", "document").annotate(
            is_sample=Coalesce(
                F("page__memberpage__is_sample"), F("page__practiceexamplepage__is_sample")
            )
        )


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

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "locale_code"], name="one_entry_a_locale"),
            models.CheckConstraint(
                condition=Q(page=None) ^ Q(document=None),
                name="entry_of_page_or_document",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def edition(self) -> Edition:
        return parse_code(self.locale_code)[1]

    @property
    def url(self) -> str:
        return self.document.url if self.document else path_of(self.page)


class DocumentText(models.Model):
    """The text of a PDF, read once for each content of the file (search.document_texts)."""

    document = models.OneToOneField(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    file_hash = models.CharField(max_length=40)
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.document_id}"


class Word(models.Model):
    """A word of the entries, for typing errors and compounds.

    ``uses`` is the number of entries it stands in, ``stem`` its German stem, ``spelling`` how it is
    written where it was first seen; ``backwards`` finds it by its end.
    """

    word = models.CharField(max_length=60, unique=True)
    stem = models.CharField(max_length=60, db_index=True)
    backwards = models.CharField(max_length=60, db_index=True)
    spelling = models.CharField(max_length=60)
    uses = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.spelling


class Synonym(CleanTexts):
    """Words that find the same, shared by all editions; search.related reads them as stems."""

    words = models.CharField(
        _("words"),
        max_length=500,
        help_text=_(
            "Words or short phrases with commas between them: whoever searches for one also finds "
            "the others, for example: refugees, asylum seekers, displaced people."
        ),
    )

    class Meta:
        ordering = ["words"]
        verbose_name = _("synonyms of the search")
        verbose_name_plural = _("synonyms of the search")

    def __str__(self) -> str:
        return self.words


class Promotion(CleanTexts):
    """A page that staff want first for some searches in its locale.

    ``keys`` are the searches as search.queries compares them, each between two bars.
    """

    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="search_promotions"
    )
    phrases = models.CharField(
        _("search terms"),
        max_length=200,
        help_text=_("Several with commas between them, for example: costs, price, fee."),
    )
    keys = models.TextField(editable=False)

    class Meta:
        ordering = ["phrases"]
        verbose_name = _("recommendation of the search")
        verbose_name_plural = _("recommendations of the search")

    def __str__(self) -> str:
        return self.phrases


class MissedSearch(models.Model):
    """What was searched for several times without a hit; search.missed says when it is kept."""

    locale_code = models.CharField(max_length=20)
    text = models.CharField(_("search term"), max_length=60)
    number = models.PositiveIntegerField(_("number"))
    last_day = models.DateField(_("last on"), auto_now=True)

    class Meta:
        ordering = ["-number", "text"]
        verbose_name = _("search without a hit")
        verbose_name_plural = _("searches without a hit")
        constraints = [
            models.UniqueConstraint(fields=["locale_code", "text"], name="one_row_a_missed_search")
        ]

    def __str__(self) -> str:
        return self.text
