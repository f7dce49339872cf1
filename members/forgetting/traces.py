"""Where words of a person still stand: every text in the database, every name of a media file."""

import json
from functools import reduce
from operator import or_
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.functions import Cast

from miglobe_site.slugs import slug_of

TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField)
SHORTEST, MOST = 5, 20  # letters of a word that tells a person; places named of each column


def words_of(pages, users):
    """What would tell that somebody is still known: names, addresses, numbers, texts."""
    words = set()
    for page in pages:
        words |= {page.title, page.name, page.last_name, page.email, page.phone, page.summary}
        words |= {page.slug, slug_of(page.last_name)}
    for user in users:
        words |= {user.email, user.get_full_name()}
    return sorted(word for word in words if len(word) >= SHORTEST)


def spellings(word):
    """A word as it stands in texts, in JSON and in HTML."""
    in_json = json.dumps(word)[1:-1]
    return {word, in_json, word.replace("&", "&amp;")}


def places(words):
    """Return texts such as "Seite · summary · 12": where one of the words stands."""
    needles = sorted({each for word in words for each in spellings(word)})
    found = []
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, TEXTS) and not model._meta.proxy and model._meta.managed:
                found += in_column(model, field, needles)
    return found + in_media(words)


def in_column(model, field, needles):
    text = Cast(field.name, models.TextField())
    rows = model._base_manager.annotate(cast_text=text)
    wanted = reduce(or_, (models.Q(cast_text__icontains=needle) for needle in needles))
    keys = rows.filter(wanted).order_by("pk").values_list("pk", flat=True)[:MOST]
    return [f"{model._meta.verbose_name} · {field.name} · {key}" for key in keys]


def in_media(words):
    slugs = [word.lower() for word in words]
    root = Path(settings.MEDIA_ROOT)
    names = (path for path in root.rglob("*") if path.is_file())
    hit = (path for path in names if any(slug in path.name.lower() for slug in slugs))
    return [str(path.relative_to(root)) for path in hit]
