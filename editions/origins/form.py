"""The editor's form of a copy: decisions about changes are made upon what was just submitted."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.fields import StreamField

from miglobe_site.merge import Decision

from ..models import Follow, Origin
from .comparison import Comparison
from .content import parts_of, too_long
from .known_names import Known, known_names

#: Names of the buttons. Wagtail saves by itself at every tick, and then with none of them.
TAKE, REFUSE = "action-take-changes", "action-refuse-changes"
#: The names of the same buttons for one change alone, whose key is the value; to take it, with the
#: way to do so behind a colon.
TAKE_ONE, REFUSE_ONE = "action-take-change", "action-refuse-change"
#: The name of a ticked change, whose value is its key with the way to take it.
CHANGE = "change"
#: The name of the choice how to follow. It is no field of the form: Wagtail would show it twice.
FOLLOW = "follow"
#: The name of what the version knew of its source that the editor has loaded.
BASE = "origin-base"


TAKING = {Decision.TAKE, Decision.TAKE_SENTENCE, Decision.REPLACE}
#: Numbers of so many digits are none of a row.
LONGEST_NUMBER = 19


class OriginForm(WagtailAdminPageForm):
    """Mixin of the editor's form; for pages that are no copies it does nothing."""

    origin: Origin | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            return
        found = Origin.objects.filter(page=self.instance.pk).select_related("source__locale")
        self.origin = found.first()

    @cached_property
    def known_names(self) -> Known:
        return known_names()

    def ways_to_follow(self) -> list[tuple[str, str]]:
        """Only who publishes may let changes go live by themselves."""
        assert self.origin
        is_publisher = self.instance.permissions_for_user(self.for_user).can_publish()
        now = self.origin.follow
        return [
            (way.value, str(way.label))
            for way in Follow
            if way != Follow.AT_ONCE or is_publisher or now == Follow.AT_ONCE
        ]

    def _post_clean(self) -> None:
        super()._post_clean()  # writes what was submitted into the instance
        if self.origin and self.is_bound:
            self.keep_base_of_what_was_loaded()
            if not self.errors:
                self.decide()

    def keep_base_of_what_was_loaded(self) -> None:
        """Let what was submitted have the base that it was made with.

        So what a stale editor overwrites waits again, whichever version that was.
        """
        assert self.origin
        loaded = self.data.get(BASE, "")
        if loaded.isdecimal() and len(loaded) < LONGEST_NUMBER:
            self.instance.base = self.origin.bases.filter(pk=loaded).first() or self.instance.base

    def decide(self) -> None:
        """Act on the button that was pressed; what does not fit is said and nothing is done."""
        pressed = self.pressed()
        if not pressed:
            return
        wanted, refused = pressed
        version = copy(self.instance)
        comparison = Comparison(self.origin, version)  # type: ignore[arg-type]
        found = {change.key: change for change in comparison.changes if change.key in wanted}
        decisions = dict.fromkeys(found, Decision.REFUSE)
        if not refused:
            decisions = {key: Decision(wanted[key]) for key in found}
        if len(found) < len(wanted):
            self.add_error(None, _("The source has changed meanwhile. Please look again."))
        elif not found:
            self.add_error(None, _("Please tick at least one change."))
        elif not refused and any(decisions[key] not in found[key].offers for key in found):
            self.add_error(None, _("You have written there yourself now. Please look again."))
        if self.errors:
            return
        before = faults(version)
        comparison.decide(decisions)
        for name, errors in faults(version).items():
            if name not in before:
                self.add_error(name if name in self.fields else None, errors)
        if not self.errors:
            model: Any = type(version)
            for name in parts_of(model):
                attname = version._meta.get_field(name).attname
                setattr(self.instance, attname, getattr(version, attname))
            self.instance.base = version.base
            self.instance.decided = (len(found), refused)

    def pressed(self) -> tuple[dict[str, str], bool] | None:
        """Return {key of a change: way to take it} and whether they are refused.

        None where none of the buttons was pressed.
        """
        for name, one, refused in ((TAKE, TAKE_ONE, False), (REFUSE, REFUSE_ONE, True)):
            if one in self.data:
                return by_key([self.data[one]]), refused
            if name in self.data:
                return self.ticked(), refused
        return None

    def ticked(self) -> dict[str, str]:
        return by_key(self.data.getlist(CHANGE))

    def save(self, commit: bool = True) -> Any:
        page = super().save(commit=commit)
        chosen = self.data.get(FOLLOW)
        if self.origin and chosen != self.origin.follow and chosen in dict(self.ways_to_follow()):
            page.follow = chosen  # stored with the version, see keep_up
        return page


def by_key(values: Iterable[str]) -> dict[str, str]:
    """Return {key: way} of values such as "a1b2:take"; another way than there are is TAKE."""
    pairs = (value.partition(":") for value in values)
    return {key: way if way in TAKING else Decision.TAKE for key, _colon, way in pairs}


def faults(page: Any) -> dict[str, list[ValidationError]]:
    """Return {field: what is wrong with its value}, blocks included."""
    found = {name: [error] for name, error in too_long(page).items()}
    model: Any = type(page)
    others = {field.name for field in model._meta.fields} - parts_of(model).keys()
    try:
        page.clean_fields(exclude=others)
    except ValidationError as error:
        found |= error.error_dict
    for field in page._meta.fields:
        if isinstance(field, StreamField) and field.name not in found:
            try:
                field.stream_block.clean(getattr(page, field.name))
            except ValidationError:
                text = _("With this change, a block is longer than it may be. Please shorten it.")
                found[field.name] = [ValidationError(text)]
    return found
