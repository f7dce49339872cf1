"""Every address of the CMS, from the URL resolver, filled with the ids of given objects."""

import itertools
import re
from contextlib import suppress

from django.urls import NoReverseMatch, URLPattern, get_resolver, resolve, reverse
from django.utils.regex_helper import normalize

ROOTS = ("admin/", "documents/", "media/")
#: Examples for the patterns that Django cannot turn into addresses by itself.
EXAMPLES = {
    r"admin/media/(?:audio|media)/": ["admin/media/audio/add/"],
    r"admin/media/chooser/(?:audio/)?\Z": ["admin/media/chooser/"],
    r"admin/.*/\Z": ["admin/no-such-page/"],
}
#: Pages of the CMS that staff of an edition open without naming anything.
STAFF_URLS = [
    "/admin/",
    "/admin/account/",
    "/admin/pages/",
    "/admin/pages/search/?q=MiGlobe",
    "/admin/images/",
    "/admin/images/add/",
    "/admin/images/multiple/add/",
    "/admin/images/chooser/",
    "/admin/documents/",
    "/admin/documents/multiple/add/",
    "/admin/documents/chooser/",
    "/admin/examples/",
    "/admin/examples/choose_parent/",
    "/admin/media/",
    "/admin/media/?q=nichts",
    "/admin/media/video/add/",
    "/admin/media/chooser/video/",
    "/admin/media/chooser/video/?q=nichts",
    "/admin/choose-page/",
    "/admin/choose-external-link/",
    "/admin/choose-email-link/",
    "/admin/choose-phone-link/",
    "/admin/snippets/municipalities/municipality/",
    "/admin/snippets/municipalities/municipality/add/",
    "/admin/snippets/choose/municipalities/municipality/",
    "/admin/editions/updates/?group=outdated",
    "/admin/editions/updates/?group=check",
    "/admin/editions/updates/?group=missing",
    "/admin/editions/updates/?group=left_out",
    "/admin/reports/locked/",
    "/admin/reports/workflow/",
    "/admin/reports/workflow_tasks/",
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
    "/admin/localize/reports/translations/",
    "/admin/editions/texts/",
    "/admin/outbox/",
    "/admin/outbox/?group=sent",
    "/admin/requests/",
    "/admin/requests/?quarantine=only",
    "/admin/requests/?q=nichts",
    "/admin/requests/year/",
    "/admin/barriers/",
    "/admin/barriers/?group=quarantine",
    "/admin/feedback/",
    "/admin/feedback/?group=no",
    "/admin/redirects/",
    "/admin/redirects/add/",
    "/admin/test404/",
]
MODEL = re.compile(r"%\((?:content_type_)?app_(?:name|label)\)s/%\((?:content_type_)?model_name\)s")


def patterns(resolver=None, before=""):
    """Every regular expression for an address outside the editions' pages."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if type(pattern.pattern).__name__ == "EditionPrefixPattern":
            continue
        regex = before + pattern.pattern.regex.pattern.removeprefix("^")
        if isinstance(pattern, URLPattern):
            yield regex
        else:
            yield from patterns(pattern, regex)


def templates():
    """Yield every address as a template: "admin/pages/%(page_id)s/edit/"."""
    for regex in dict.fromkeys(patterns()):
        if not regex.startswith(ROOTS):
            continue
        example = EXAMPLES.get(regex.replace("$", r"\Z")) or []
        for template in example or [found for found, _names in normalize(regex)]:
            assert template, f"Please give an example of {regex} in {__name__}.EXAMPLES."
            yield MODEL.sub("%(model)s", template)


def filled(values):
    """Yield every address with each of the values for its parameters.

    ``values``: {"name" or "beginning of the address|name": values of that parameter}.
    """
    for template in dict.fromkeys(templates()):
        names = re.findall(r"%\((\w+)\)s", template)
        for choice in itertools.product(*(values_of(name, template, values) for name in names)):
            yield "/" + template % dict(zip(names, choice, strict=True))


def values_of(name, template, values):
    """The values of the longest key "beginning of the address|name" that fits, or of "name"."""
    start = template[: template.index(f"%({name})s")]
    keys = [
        key
        for key in values
        if key.endswith(f"|{name}") and start.startswith(key[: -len(name) - 1])
    ]
    key = max(keys, key=len, default=name)
    assert key in values, (
        f"Please say in tests/factories/other_edition.py what “{name}” is in {template}."
    )
    return values[key]


def view_name(address):
    return resolve(address.partition("?")[0]).view_name


def admin_addresses_of(page):
    """Every address of the CMS that names a page, and nothing else, by its id."""
    for name in get_resolver("wagtail.admin.urls.pages").reverse_dict:
        if isinstance(name, str):
            with suppress(NoReverseMatch):
                yield reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
