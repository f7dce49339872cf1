"""The lists of a profile; wagtail-localize keeps no many-to-many fields in step, but rows."""

from django.db import models
from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from members.choices import (
    Format,
    LinkKind,
    country_choices,
    country_name,
    language_choices,
    language_name,
)
from miglobe_site.fields import CodeField, WebField
from miglobe_site.texts import CleanTexts

from .topic import Topic

PAGE = "members.MemberPage"
#: Where Django keeps prefetched rows, and modelcluster those of a page that is not saved.
PREFETCHED, CHANGED = "_prefetched_objects_cache", "_cluster_related_objects"
NONE = Value("")


class MemberTopic(Orderable):
    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="member_topics")
    # Topic guards itself; an old version of a page must open though its topic is gone.
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), on_delete=models.CASCADE, related_name="member_topics"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("topic of an advisor")
        verbose_name_plural = _("topics of an advisor")

    def __str__(self):
        return str(self.topic)


class MemberFormat(Orderable):
    page = ParentalKey(
        "members.MemberPage", on_delete=models.CASCADE, related_name="member_formats"
    )
    format = models.CharField(_("format"), max_length=20, choices=Format.choices)

    class Meta(Orderable.Meta):
        verbose_name = _("format of an advisor")
        verbose_name_plural = _("formats of an advisor")

    def __str__(self):
        return self.get_format_display()


class MemberLanguage(Orderable):
    page = ParentalKey(
        "members.MemberPage", on_delete=models.CASCADE, related_name="member_languages"
    )
    code = CodeField(_("language"), max_length=8, choices=language_choices)
    can_advise = models.BooleanField(_("can advise in this language"), default=True)

    panels = [FieldPanel("code"), FieldPanel("can_advise")]

    class Meta(Orderable.Meta):
        verbose_name = _("language")
        verbose_name_plural = _("languages")

    def __str__(self):
        return self.name

    @property
    def name(self):
        return language_name(self.code)


class MemberCountry(Orderable):
    page = ParentalKey(
        "members.MemberPage", on_delete=models.CASCADE, related_name="member_countries"
    )
    code = CodeField(_("country"), max_length=2, choices=country_choices)

    panels = [FieldPanel("code")]

    class Meta(Orderable.Meta):
        verbose_name = _("country")
        verbose_name_plural = _("countries")

    def __str__(self):
        return self.name

    @property
    def name(self):
        return country_name(self.code)


class MemberLink(CleanTexts, Orderable):
    running_lines = ("title",)

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="member_links")
    title = models.CharField(_("text of the link"), max_length=80)
    url = WebField(_("address"), max_length=500)
    kind = models.CharField(
        _("kind"), max_length=10, choices=LinkKind.choices, default=LinkKind.PAGE
    )

    panels = [FieldPanel("title"), FieldPanel("url"), FieldPanel("kind")]

    class Meta(Orderable.Meta):
        verbose_name = _("link of an advisor")
        verbose_name_plural = _("links of an advisor")

    def __str__(self):
        return self.title


def rows_of(page, relation):
    """The rows of a relation as a list: prefetched, changed but not saved, or from the database."""
    if any(relation in getattr(page, name, {}) for name in (PREFETCHED, CHANGED)):
        return list(getattr(page, relation).all())
    return page.saved_rows[relation]


def all_rows_of(page):
    """Return {relation: rows} of a saved page, read in one query instead of five."""
    texts = {
        "member_topics": ("topic__name_de", "topic__name_en", "topic__slug"),
        "member_formats": ("format",),
        "member_languages": ("code", Case(When(can_advise=True, then=Value("yes")), default=NONE)),
        "member_countries": ("code",),
        "member_links": ("title", "url", "kind"),
    }
    make = {
        "member_topics": lambda de, en, slug: MemberTopic(
            topic=Topic(name_de=de, name_en=en, slug=slug)
        ),
        "member_formats": lambda code, *_rest: MemberFormat(format=code),
        "member_languages": lambda code, can, _: MemberLanguage(code=code, can_advise=can == "yes"),
        "member_countries": lambda code, *_rest: MemberCountry(code=code),
        "member_links": lambda title, url, kind: MemberLink(title=title, url=url, kind=kind),
    }
    queries = []
    for relation, columns in texts.items():
        model = page._meta.get_field(relation).related_model
        padded = [*columns, NONE, NONE][:3]
        # Named like no field, so that the columns of all tables stand in the same order.
        named = {
            f"text_{n}": models.F(c) if isinstance(c, str) else c for n, c in enumerate(padded)
        }
        rows = model.objects.filter(page=page).order_by()
        rows = rows.annotate(relation=Value(relation), **named)
        queries.append(rows.values_list("relation", "sort_order", *named))
    found = {relation: [] for relation in texts}
    for relation, _place, *row in sorted(queries[0].union(*queries[1:], all=True), key=place):
        found[relation].append(make[relation](*row))
    return found


def place(row):
    return row[1] or 0
