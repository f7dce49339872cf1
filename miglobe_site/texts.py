"""The one way in which texts that people enter are made clean, whichever form they come through.

What nobody sees, or what changes how other words look, does not belong in a text: control and bidi
characters, zero-width spaces, line breaks in a single line. Letters are composed (NFC), so that
equal words are equal. Soft hyphens stay in running text and are taken out of names.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField

from miglobe_site.addresses import check_links

SOFT_HYPHEN = "\u00ad"
LINE_BREAK = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
TAG = re.compile(r"(<[^<>]*>)")
#: Joiners stay within scripts and emoji that need them.
STRAY_JOINER = re.compile(
    "(?<![\u0600-\u1fff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
)
KEPT = {"\n", "\t", "\u200c", "\u200d", SOFT_HYPHEN}
REMOVED = {"Cc", "Cf", "Cs"}  # control, format (bidi, zero width) and halves of characters
NO_CHARACTERS = {"\ufffe", "\uffff"}


def running_text(text: str) -> str:
    """A text of several lines."""
    return unicodedata.normalize("NFC", visible(text))


def visible(text: str) -> str:
    """A text without what nobody sees, in the letters in which it was entered."""
    return "".join(filter(is_visible, STRAY_JOINER.sub("", LINE_BREAK.sub("\n", text))))


def is_visible(character: str) -> bool:
    if character in KEPT:
        return True
    return unicodedata.category(character) not in REMOVED and character not in NO_CHARACTERS


def single_line(text: str) -> str:
    """A text in a single line, such as a title."""
    return re.sub(r"[ \t\n]+", " ", running_text(text)).strip(" ")


def name(text: str) -> str:
    """The name of a person, a town or an organisation, an address, a number."""
    return single_line(text.replace(SOFT_HYPHEN, ""))


def html(text: str) -> str:
    """Rich text: the letters of its tags stay, since another spelling is another address."""
    return "".join(
        visible(part) if TAG.fullmatch(part) else running_text(part) for part in TAG.split(text)
    )


def in_json(value: Any) -> Any:
    """All texts in values as JSON knows them."""
    if isinstance(value, str):
        return html(value)
    if isinstance(value, list):
        return [in_json(each) for each in value]
    if isinstance(value, dict):
        return {key: in_json(each) for key, each in value.items()}
    return value


def cleaner_of(field: Any, running: Collection[str] = ()) -> Callable[[str], str] | None:
    """What makes the texts of a model's field clean, None for other fields.

    ``running``: the names of fields of one line that hold sentences and no names.
    """
    if isinstance(field, RichTextField):
        return html
    if isinstance(field, models.TextField):
        return running_text
    if isinstance(field, models.CharField):
        return single_line if field.name in running else name
    return None


def clean(field: Any, value: Any, model: Any) -> Any:
    """A value of a field of a model, clean where it is a text."""
    cleaner = cleaner_of(field, getattr(model, "running_lines", ()))
    return cleaner(value) if cleaner and isinstance(value, str) else value


class CleanTexts(models.Model):
    """A model whose texts are made clean before they are validated, in whichever form.

    Code that saves without validation calls clean_texts() by itself.
    """

    running_lines: ClassVar[Collection[str]] = ()

    class Meta:
        abstract = True

    def clean_texts(self, exclude: Collection[str] | None = None) -> None:
        for field in self._meta.fields:
            value = getattr(self, field.attname)
            if field.name in (exclude or ()):
                continue
            if isinstance(value, StreamValue) and isinstance(field, StreamField):
                before = value.get_prep_value()
                if (after := in_json(before)) != before:
                    setattr(self, field.attname, field.stream_block.to_python(after))
            elif isinstance(value, str):
                setattr(self, field.attname, clean(field, value, self))

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        self.clean_texts(exclude)
        errors: dict[str, list[ValidationError]] = {}
        for field in self._meta.fields:
            if field.name not in (exclude or ()) and isinstance(field, RichTextField | StreamField):
                value = getattr(self, field.attname)
                try:
                    check_links(value.get_prep_value() if isinstance(value, StreamValue) else value)
                except ValidationError as error:
                    errors[field.name] = error.error_list
        try:
            super().clean_fields(exclude)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)
