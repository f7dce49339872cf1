"""The form of a request. What it does not know any more is left out, and never an error."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.choices import Asking
from consultations.sent_form import SentForm
from editions.registry import LANGUAGES
from examples.models import PracticeExamplePage
from members.choices import Format
from members.directory.shortlist import LONGEST_ID, MOST, Shortlist
from members.models import MemberPage, Topic
from miglobe_site.form_fields import ParagraphsField, RowsField
from miglobe_site.municipalities.models import Municipality

from .request import ConsultationRequest

SHORTEST_CONCERN = 30
LONGEST_CONCERN = 2000


class KnownChoices(forms.MultipleChoiceField):
    """Boxes of which those count that are (still) there to be ticked."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[str]:
        choices: Any = self.choices
        known = {str(key) for key, _label in choices}
        return [each for each in super().to_python(value) if each in known]


class KnownRows(RowsField):
    """Likewise, for rows."""

    def clean(self, value: Any) -> Any:
        rows: Any = self.queryset
        return rows.filter(pk__in=[each for each in value or () if is_id(each)])


class RequestForm(SentForm, forms.ModelForm):
    """``page``: the RequestPage it stands on. ``query``: what led there, on the first visit."""

    #: Asked under "Mehr angeben".
    VOLUNTARY = ("asking", "role", "phone", "topics", "format", "period")

    municipality = forms.CharField(
        label=_("Your municipality"),
        max_length=120,
        help_text=_("Town, municipality or district"),
        error_messages={"required": _("Please say for which municipality you ask.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Please enter your name.")},
    )
    email = forms.EmailField(
        label=_("Official e-mail address"),
        help_text=_("We send the confirmation there."),
        error_messages={
            "required": _("Please enter your e-mail address, so that we can answer."),
            "invalid": _("Please check your e-mail address. It looks like name@stadt.de."),
        },
    )
    concern = ParagraphsField(
        label=_("What does your municipality plan to do?"),
        min_length=SHORTEST_CONCERN,
        max_length=LONGEST_CONCERN,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("A few sentences will do."),
        error_messages={
            "required": _("Please say in a few sentences what it is about."),
            "min_length": _(
                "Please say a little more: at least %(limit_value)d characters; there are "
                "%(show_value)d."
            ),
        },
    )
    asking = forms.ChoiceField(
        label=_("Who asks?"),
        required=False,
        choices=[("", _("no answer")), *Asking.choices],
        help_text=_(
            "The advice is for municipalities. Others may write too: we say what is possible."
        ),
    )
    topics = KnownRows(
        Topic.objects.all(),
        label=_("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("If you know no advisor yet, we propose some on these topics."),
    )
    format = forms.ChoiceField(
        label=_("Kind of advice"),
        required=False,
        choices=[("", _("still open")), *Format.choices],
    )
    advisor = KnownChoices(label=_("You would like to ask"), required=False)
    example = KnownChoices(label=_("As in this example"), required=False)

    class Meta:
        model = ConsultationRequest
        fields = (
            "municipality", "name", "email", "concern", "asking", "role", "phone", "topics",
            "format", "period",
        )  # fmt: skip
        labels = {
            "role": _("Office or function"),
            "phone": _("Telephone"),
            "period": _("When should it begin?"),
        }

    AUTOCOMPLETE = {
        "municipality": "organization",
        "name": "name",
        "email": "email",
        "role": "organization-title",
        "phone": "tel",
    }

    def __init__(self, data: Any = None, *, page: Any, query: Any = None) -> None:
        super().__init__(data)
        self.page = page
        query = query or {}
        for name, value in self.AUTOCOMPLETE.items():
            self.fields[name].widget.attrs["autocomplete"] = value
        self.fields["phone"].widget.input_type = "tel"
        self.fields["municipality"].widget.attrs["list"] = "municipalities"
        self.people = self._people(data.getlist("advisor") if self.is_bound else wanted(query))
        self._offer("advisor", [(str(each.pk), named(each)) for each in self.people])
        slug = data.get("example") if self.is_bound else query.get("beispiel")
        self.examples = self._examples(slug)
        self._offer("example", [(each.slug, each.title) for each in self.examples])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Show boxes, all of them ticked."""
        field: Any = self.fields[name]
        field.choices, field.initial = choices, [key for key, _label in choices]

    def _people(self, ids: Iterable[str]) -> list[MemberPage]:
        """The public profiles of this edition among the ids, each person once, in their order."""
        known = [int(each) for each in ids if is_id(each)][:MOST]
        if not known:
            return []
        codes = [self.page.edition.locale_code(language) for language in LANGUAGES]
        pages = MemberPage.objects.published().filter(locale__language_code__in=codes)
        found = {}
        for page in sorted(pages.filter(pk__in=known), key=lambda page: known.index(page.pk)):
            found.setdefault(page.translation_key, page)
        return list(found.values())

    def _examples(self, slug: str | None) -> list[PracticeExamplePage]:
        if not slug or len(slug) > 255:
            return []
        shown = PracticeExamplePage.objects.published().filter(locale=self.page.locale_id)
        return list(shown.filter(slug=slug)[:1])

    @property
    def municipalities(self):
        """The names to choose from while somebody types."""
        return Municipality.objects.filter(state=self.page.edition.key).values_list(
            "name", flat=True
        )

    @property
    def required_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("municipality", "name", "email", "concern")]

    @property
    def voluntary_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.VOLUNTARY]

    @property
    def opens_voluntary(self) -> bool:
        """Whether something stands, or is wrong, in the part that is folded."""
        return self.is_bound and any(
            self[name].errors or any(self.sent.getlist(name)) for name in self.VOLUNTARY
        )

    @property
    def wished(self) -> list[MemberPage]:
        ticked = self.cleaned_data["advisor"]
        return [page for page in self.people if str(page.pk) in ticked]

    @property
    def chosen_example(self) -> PracticeExamplePage | None:
        return next(
            (each for each in self.examples if each.slug in self.cleaned_data["example"]), None
        )


def wanted(query: Any) -> list[str]:
    """The ids that an address names: of the shortlist, or of the profile that led here."""
    return [query.get("beraterin", ""), *map(str, Shortlist.of(query).ids)]


def named(person: MemberPage) -> str:
    """The name, and a word where somebody takes no requests for now."""
    return person.title if person.is_available else f"{person.title} ({person.availability_text})"


def is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_ID
