"""The form for videos: what they are is checked by their content, and read from it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtailmedia.forms import BaseMediaForm

from home.videos.container import UnplayableError, read_video
from miglobe_site.files.images import file_stem
from miglobe_site.files.names import replaced_name

TOO_BIG = _("This file is too big (%(size)s). At most %(most)s are allowed.")


class MediaForm(BaseMediaForm):
    info = None

    @staticmethod
    def get_file_accept_value(media_type):
        return ".mp4,.webm"

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return upload
        if upload.size > settings.MAX_VIDEO_SIZE:
            sizes = {"size": upload.size, "most": settings.MAX_VIDEO_SIZE}
            raise ValidationError(TOO_BIG % {k: filesizeformat(v) for k, v in sizes.items()})
        try:
            info = read_video(upload)
        except UnplayableError as error:
            raise ValidationError(str(error)) from error
        upload.name = f"{file_stem(upload.name)}.{info.kind}"
        if self.instance.file:
            upload.name = replaced_name(self.instance.file.name, upload.name)
        self.info = info
        return upload

    def save(self, commit=True):
        if self.info:
            self.instance.describe(self.info)
        return super().save(commit)
