"""What a text of a copy may be, by the rules of the field or block that it stands in."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField
from wagtail_localize.strings import StringValue

from .field_paths import label, walk

#: It is made into an address that is free when the page is saved.
ADDRESS = "slug"
#: Blocks with one text; the others have paragraphs, each of which is a text.
ONE_TEXT = (
    *(blocks.CharBlock, blocks.TextBlock, blocks.RegexBlock),
    *(blocks.URLBlock, blocks.EmailBlock),
)


def text_error(model: type[models.Model], field_path: str, data: str) -> str:
    """Return what is wrong with a text, as wagtail-localize stores it, or "".

    ``field_path`` names field and blocks: "body.quote.text".
    """
    text = StringValue(data).render_text()
    if not text.strip():
        return _("Please enter a text.")
    place = (walk(model, field_path) or [None])[-1]
    if not has_one_text(place):
        return ""
    limit = longest(place)
    if limit and len(text) > limit:
        return _("Please shorten the text to %(limit)d characters.") % {"limit": limit}
    try:
        if isinstance(place, blocks.Block):
            place.clean(text)
        elif field_path != ADDRESS:
            place.clean(text, None)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def is_required(model: type[models.Model], field_path: str) -> bool:
    """Whether a field or block with one text cannot be left empty."""
    place = (walk(model, field_path) or [None])[-1]
    if field_path == ADDRESS or not has_one_text(place):
        return False
    return place.required if isinstance(place, blocks.Block) else not place.blank


def has_one_text(place: object) -> bool:
    if isinstance(place, models.CharField | models.TextField):
        return not isinstance(place, RichTextField)
    return isinstance(place, ONE_TEXT)


def longest(place: models.Field | blocks.FieldBlock) -> int | None:
    """Return how many characters a field or block holds; Django's TextField does not ask."""
    return getattr(getattr(place, "field", place), "max_length", None)


def paragraphs_error(page: models.Model, name: str) -> str:
    """Return what is wrong with all paragraphs of a rich text together, or ""."""
    field = (walk(type(page), name) or [None])[0]
    if not isinstance(field, RichTextField) or not field.max_length:
        return ""
    try:
        field.formfield(required=False).clean(field.value_from_object(page))
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def page_errors(page: models.Model, texts: list[tuple[str, str]]) -> list[str]:
    """Return what is wrong with the texts of a page, each with the name of its field.

    ``texts`` are (field path, text).
    """
    model = type(page)
    found = [(path, text_error(model, path, text)) for path, text in texts]
    names = dict.fromkeys(path.partition(".")[0] for path, _text in texts)
    found += [(name, paragraphs_error(page, name)) for name in names]
    return list(dict.fromkeys(f"{label(model, path)}: {error}" for path, error in found if error))
