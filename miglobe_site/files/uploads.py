"""Files that were sent to the CMS and never became a picture or document."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import UploadedFile

KEPT = timedelta(days=1)


def forget_abandoned() -> str:
    """Delete what Wagtail put aside because its form was not complete, and nobody completed."""
    number = 0
    for upload in UploadedFile.objects.all():
        storage, name = upload.file.storage, upload.file.name
        if storage.exists(name) and storage.get_modified_time(name) > timezone.now() - KEPT:
            continue
        storage.delete(name)
        upload.delete()
        number += 1
    return f"{number} abandoned uploads deleted"
