"""The lists of an example; wagtail-localize keeps no many-to-many fields in step, but rows."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.documents import get_document_model, get_document_model_string
from wagtail.models import Locale, Orderable

from editions.links import path_of
from members.models import MemberPage, Topic
from miglobe_site.facets.declaring import alphabetical
from miglobe_site.municipalities.models import Municipality

PAGE = "examples.PracticeExamplePage"
#: Where modelcluster keeps the rows of a page that are not saved.
CHANGED = "_cluster_related_objects"
NONE = Value("", output_field=CharField())
COLUMNS = [f"text_{number}" for number in range(5)]


class ExampleTopic(Orderable):
    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="example_topics")
    # Topic guards itself; an old version of a page must open though its topic is gone.
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), on_delete=models.CASCADE, related_name="example_topics"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("topic of an example")
        verbose_name_plural = _("topics of an example")

    def __str__(self):
        return str(self.topic)


class ExampleAdvisor(Orderable):
    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="example_advisors")
    member = models.ForeignKey(
        MemberPage,
        verbose_name=_("advisor"),
        on_delete=models.CASCADE,
        related_name="example_advisors",
    )

    panels = [PageChooserPanel("member")]

    class Meta(Orderable.Meta):
        verbose_name = _("advisor of an example")
        verbose_name_plural = _("advisors of an example")

    def __str__(self):
        return str(self.member)


class ExampleDownload(Orderable):
    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="example_downloads")
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("download of an example")
        verbose_name_plural = _("downloads of an example")

    def __str__(self):
        return str(self.document)


@dataclass(frozen=True)
class Advisor:
    """An advisor as an example names them; the profile is on show."""

    name: str
    role: str
    url: str


def changed_rows(page, relation):
    """The rows of a page that is a draft, or None where the database has them."""
    if not page.pk or relation in getattr(page, CHANGED, {}):
        return list(getattr(page, relation).all())
    return None


def saved_parts(page):
    """Return {"municipality", "topics", "advisors", "downloads"} of a saved page, in one query."""
    queries = {
        "topics": named(
            ExampleTopic.objects.filter(page=page),
            "topic__slug",
            "topic__name_de",
            "topic__name_en",
        ),
        "municipality": named(
            Municipality.objects.filter(pk=page.municipality_id),
            "name",
            "kind",
            "size_class",
            as_text("latitude"),
            as_text("longitude"),
            place=Value(0),
        ),
        "advisors": advisors(page, example_advisors__page=page),
        "downloads": named(
            ExampleDownload.objects.filter(page=page),
            "document__title",
            "document__file",
            as_text("document_id"),
            as_text("document__file_size"),
        ),
    }
    first, *others = (
        query.annotate(part=Value(part, output_field=CharField())).values_list(
            "part", "row_place", *COLUMNS
        )
        for part, query in queries.items()
    )
    found = {part: [] for part in queries}
    for part, _place, *texts in sorted(first.union(*others, all=True), key=lambda row: row[1] or 0):
        found[part].append(texts)
    Document = get_document_model()
    return {
        "municipality": next((made_municipality(*row) for row in found["municipality"]), None),
        "topics": [
            Topic(slug=slug, name_de=de, name_en=en) for slug, de, en, *_more in found["topics"]
        ],
        "advisors": made_advisors(page, found["advisors"]),
        "downloads": [
            # With a collection, for which the model else asks the database.
            Document(pk=int(pk), title=title, file=file, file_size=int(size or 0), collection_id=0)
            for title, file, pk, size, _more in found["downloads"]
        ],
    }


def as_text(name):
    return Cast(name, CharField())


def named(rows, *texts, place="sort_order"):
    """Rows with a place and texts under names that no field has, to be united with others."""
    columns = [F(text) if isinstance(text, str) else text for text in texts]
    columns += [NONE] * (len(COLUMNS) - len(columns))
    row_place = F(place) if isinstance(place, str) else place
    return rows.order_by().annotate(row_place=row_place, **dict(zip(COLUMNS, columns, strict=True)))


def made_municipality(name, kind, size_class, latitude, longitude):
    return Municipality(
        name=name,
        kind=kind,
        size_class=size_class,
        latitude=latitude and Decimal(latitude),
        longitude=longitude and Decimal(longitude),
    )


def advisors(page, **condition):
    """The profiles on show of those whom a condition finds, in the page's language and in German.

    A translated example names the German profiles, and shows those in its own language first.
    """
    keys = MemberPage.objects.filter(**condition).values("translation_key")
    codes = {page.locale.language_code, page.edition.locale_code()}
    profiles = MemberPage.objects.published().filter(
        translation_key__in=keys, locale__language_code__in=codes
    )
    texts = ("title", "role", "url_path", "locale__language_code")
    return named(profiles, *texts, place=Value(0))


def made_advisors(page, rows):
    """Return Advisors by name, one for each person, from rows of advisors()."""
    own = page.locale.language_code
    chosen = {}
    for name, role, url_path, code, *_more in sorted(rows, key=lambda row: row[3] == own):
        member = MemberPage(url_path=url_path, locale=Locale(language_code=code))
        chosen[url_path.rstrip("/").rpartition("/")[2]] = Advisor(name, role, path_of(member))
    return sorted(chosen.values(), key=lambda advisor: alphabetical(advisor.name))
