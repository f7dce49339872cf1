"""The one gate before a page goes live: what its type demands, however it is published."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


class PublishingBlocked(ValidationError):
    """Raised where a page would go live though something that its type demands is missing.

    PublishingBlockedMiddleware shows it to staff as a message.
    """


def check(page):
    """Raise PublishingBlocked with a message for each field that keeps a page from going live.

    Each names its field, since nobody sees it beside the field.
    """
    errors = page.publish_errors()
    if errors:
        raise PublishingBlocked({name: named(page, name, text) for name, text in errors.items()})


def named(page, name, text):
    label = page.label_of(name)
    return f"{label}: {text}" if label else text


class PublishingBlockedMiddleware:
    """Tell staff why a page did not go live where no form can: bulk actions, workflow, copies."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, PublishingBlocked):
            return None
        for message in exception.messages:
            messages.error(request, message)
        back = request.headers.get("Referer", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
            back = reverse("wagtailadmin_home")
        return HttpResponseRedirect(back)
