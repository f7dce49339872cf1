"""The panel at the top of a copy's editor: what is new at its source, and what is own here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from ..links import path_of
from ..models import Origin
from ..region_words import Finding
from ..registry import parse_code
from .comparison import Comparison
from .form import BASE, CHANGE, FOLLOW, REFUSE, REFUSE_ONE, TAKE, TAKE_ONE
from .regional import foreign_in
from .shown import ShownPlace, place_at, place_of, show


class OriginPanel(Panel):
    """Shown where the page was taken over from another edition."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "editions/origins/panel.html"

        @cached_property
        def origin(self) -> Origin | None:
            return getattr(self.form, "origin", None)

        @cached_property
        def comparison(self) -> Comparison:
            assert self.origin
            return Comparison(self.origin, self.instance, known=lambda: self.form.known_names)

        def is_shown(self) -> bool:
            origin = self.origin
            return super().is_shown() and bool(origin and (origin.source_id or origin.event))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            origin, comparison = self.origin, self.comparison
            assert origin
            edition = origin.edition_name
            changes = [show(change, self.instance, edition) for change in comparison.changes]
            if self.form.is_bound:  # and was not saved: what was ticked stays ticked
                ticked = self.form.ticked()
                changes = [replace(each, is_ticked=each.key in ticked) for each in changes]
            source = comparison.source
            return super().get_context_data(parent_context) | {
                "origin": origin,
                "edition": edition,
                "source": source,
                "source_url": path_of(source) if source else "",
                "changes": changes if origin.follow != "never" else [],
                "own_places": [place_of(each, self.instance) for each in comparison.own_places],
                "comparison_url": reverse("compare_with_source", args=[self.instance.pk]),
                "follow_name": FOLLOW,
                "follow": self.form.data.get(FOLLOW) or origin.follow,
                "ways_to_follow": self.form.ways_to_follow(),
                "buttons": {
                    "take": TAKE,
                    "refuse": REFUSE,
                    "take_one": TAKE_ONE,
                    "refuse_one": REFUSE_ONE,
                },
                "change_name": CHANGE,
                "base_name": BASE,
                "base": str(self.instance.base_id or ""),
            }


class RegionWordsPanel(Panel):
    """Shown where a German page names another region as if it were its own."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "editions/origins/region_words.html"

        @cached_property
        def found(self) -> list[tuple[ShownPlace, Finding]]:
            page = self.instance
            if not (page.pk and page.is_about_its_region):
                return []
            language, edition = parse_code(page.locale.language_code)
            if language != "de" or edition is None:
                return []
            names, towns = self.form.known_names
            left = foreign_in(page, edition, names, towns)
            return [(place_at(page, each.path), each.finding) for each in left]

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.found)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"found": self.found}
