"""The editor's form of a video page asks whether all else fits a film that was replaced."""

from django import forms
from django.utils.translation import gettext_lazy as _

from miglobe_site.pages.page_form import EditionPageForm


class VideoPageForm(EditionPageForm):
    fits_film = forms.BooleanField(
        label=_("Everything fits the new film"),
        required=False,
        help_text=_(
            "The film was replaced. Please compare the WebM version, subtitles, transcript, "
            "chapters and audio description with it, and change what does not fit. Until this is "
            "ticked, the page offers no WebM version and cannot be published anew."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.data.get("mp4") if self.is_bound else None
        before = self.instance.mp4_id
        is_other = bool(chosen and before) and str(chosen) != str(before)
        if not is_other and not self.instance.made_for_other_film:
            self.fields.pop("fits_film", None)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("fits_film") and cleaned.get("mp4"):
            self.instance.checked_film = cleaned["mp4"].file_hash
        return cleaned
