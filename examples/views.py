"""The private link under which a municipality reads the draft of its example and releases it.

The token in the address is the whole secret: nothing here is cached, indexed or told to others, and
no cookie is set. That also makes a CSRF token pointless: whoever could forge the request has the
link.
"""

import re
from functools import wraps
from html import escape, unescape

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.images import get_image_model

from examples import mails, releases
from examples.models import Release, ReleaseLink
from examples.models.released_text import same_text
from miglobe_site.accounts.secret_links import keep_private
from miglobe_site.files.serving import image_of, image_response

#: An attribute with the address of a file, as templates and rich text write it. Text has no bare
#: "<" or ">" and attributes have no bare quotes, so this matches inside of tags alone.
FILE_ATTRIBUTE = re.compile(r'(?<=\s)(href|src|srcset)="([^"<>]*)"(?=[^<>]*>)')
#: The addresses in its value; only a srcset has several.
ADDRESSES = {"href": r".+", "src": r".+", "srcset": r"\S+"}


class ReleaseForm(forms.ModelForm):
    """``revision``: the version that was read; another one may have come since."""

    revision = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Release
        fields = ["name", "role"]
        labels = {"name": _("Your name"), "role": _("Your function")}
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "role": forms.TextInput({"autocomplete": "organization-title"}),
        }


def private(view):
    """Find the link of a token for a view, in the language of its example; never to be kept."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request, token, **kwargs):
        link = ReleaseLink.objects.select_related("example__locale", "created_by").find(token)
        if link is None:
            response = render(request, "examples/release_over.html", status=404)
        else:
            with override(link.example.locale.language_code):
                response = view(request, token, link, **kwargs)
        return keep_private(response)

    return answer


@private
def release_page(request, token, link):
    """Show the draft as it is now; POST releases it, if it still is what was read."""
    page = draft_of(link)
    newest = page.latest_revision
    given = releases.given(page)
    read = {"revision": str(newest.pk)}
    form = ReleaseForm(request.POST if request.method == "POST" else None, initial=read)
    changed = form.is_bound and not same_text(version_of(page, form["revision"].value()), newest)
    if changed:
        form = ReleaseForm(initial=form.data.dict() | read)
    elif form.is_bound and form.is_valid():
        with transaction.atomic():
            if release := releases.release_once(page, **named(form), link=link):
                mails.tell_sender(page, release)
        return HttpResponseRedirect(reverse("example_release", args=[token]) + "#freigabe")
    context = page.get_context(request) | {
        "form": form,
        "changed": changed,
        "release": given[0] if given else None,
        "link": link,
    }
    response = render(request, "examples/release.html", context)
    response.content = with_addresses(response.text, private_addresses(page, token))
    return response


def version_of(page, number):
    """The version of a page that a form names, or None."""
    number = number or ""
    is_number = number.isascii() and number.isdecimal() and len(number) < 19
    return page.revisions.filter(pk=number).first() if is_number else None


def private_addresses(page, token: str) -> dict[str, str]:
    """Return {address: the same under the link} of the documents and renditions of a draft."""
    renditions = get_image_model().get_rendition_model().objects
    files = [
        (document.url, "example_release_document", f"{document.pk}/{document.filename}")
        for document in filter(None, page.downloads)
    ] + [
        (rendition.url, "example_release_image", rendition.file.name.removeprefix("images/"))
        for rendition in renditions.filter(image__in=image_ids(page))
    ]
    return {url: reverse(view, args=[token, path]) for url, view, path in files}


def with_addresses(html: str, addresses: dict[str, str]) -> str:
    """Replace addresses of this site where a page links to them or shows them.

    Only whole addresses are replaced: as a part of another one, the token in the new address would
    go to a foreign server.
    """

    def address(found: re.Match) -> str:
        new = addresses.get(unescape(found[0]).removeprefix(settings.BASE_URL))
        return escape(new) if new else found[0]

    def attribute(found: re.Match) -> str:
        name, value = found.groups()
        value = re.sub(ADDRESSES[name], address, value, flags=re.DOTALL)
        return f'{name}="{value}"'

    return FILE_ATTRIBUTE.sub(attribute, html)


def named(form):
    """What was entered, as the model has made it clean."""
    return {name: getattr(form.instance, name) for name in ("name", "role")}


@private
def release_image(request, token, link, path):
    """A picture of the draft, which the public does not see yet."""
    image = image_of(f"images/{path}")
    if image is None or image.pk not in image_ids(draft_of(link)):
        raise Http404
    return image_response(request, f"images/{path}", "private, no-store")


@private
def release_document(request, token, link, path):
    """A document of the draft."""
    for document in draft_of(link).downloads:
        if document and path == f"{document.pk}/{document.filename}":
            return FileResponse(document.file.open(), as_attachment=True)
    raise Http404


def draft_of(link):
    return link.example.get_latest_revision_as_object()


def image_ids(page):
    return {block.value["image"].pk for block in page.images if block.value["image"]}
