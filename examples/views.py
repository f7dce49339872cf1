"""The private link under which a municipality reads the draft of its example and releases it.

The token in the address is the whole secret: nothing here is cached, indexed or told to others, and
no cookie is set. That also makes a CSRF token pointless: whoever could forge the request has the
link.
"""

from functools import wraps

from django import forms
from django.conf import settings
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from examples import mails, releases
from examples.models import Release, ReleaseLink
from miglobe_site.files.serving import image_of, picture_response

#: Where the files of a draft are that the public does not get: {beginning of addresses: view}.
FILES = {
    f"{settings.MEDIA_URL}images/": "example_release_picture",
    "/documents/": "example_release_document",
}


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
        link = ReleaseLink.objects.find(token)
        if link is None:
            response = render(request, "examples/release_over.html", status=404)
        else:
            with override(link.example.locale.language_code):
                response = view(request, token, link, **kwargs)
        add_never_cache_headers(response)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return answer


@private
def release_page(request, token, link):
    """Show the draft as it is now; POST releases it, if it still is what was read."""
    page = draft_of(link)
    given = Release.objects.of(page).current().filter(revision=page.latest_revision_id)
    read = {"revision": str(page.latest_revision_id)}
    form = ReleaseForm(request.POST if request.method == "POST" else None, initial=read)
    changed = form.is_bound and form["revision"].value() != read["revision"]
    if changed:
        form = ReleaseForm(initial=form.data.dict() | read)
    elif form.is_bound and form.is_valid():
        if not given.exists():
            mails.tell_sender(page, releases.release(page, **named(form), link=link))
        return HttpResponseRedirect(reverse("example_release", args=[token]) + "#freigabe")
    context = page.get_context(request) | {
        "form": form,
        "changed": changed,
        "release": given.first(),
        "link": link,
    }
    response = render(request, "examples/release.html", context)
    for beginning, view in FILES.items():
        own = reverse(view, args=[token, ""])
        response.content = response.content.replace(beginning.encode(), own.encode())
    return response


def named(form):
    return {name: form.cleaned_data[name] for name in ("name", "role")}


@private
def release_picture(request, token, link, path):
    """A picture of the draft, which the public does not see yet."""
    image = image_of(f"images/{path}")
    if image is None or image.pk not in picture_ids(draft_of(link)):
        raise Http404
    return picture_response(request, f"images/{path}", "private, no-store")


@private
def release_document(request, token, link, path):
    """A document of the draft."""
    for document in draft_of(link).downloads:
        if document and path == f"{document.pk}/{document.filename}":
            return FileResponse(document.file.open(), as_attachment=True)
    raise Http404


def draft_of(link):
    return link.example.get_latest_revision_as_object()


def picture_ids(page):
    return {block.value["image"].pk for block in page.pictures if block.value["image"]}
