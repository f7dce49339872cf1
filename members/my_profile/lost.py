"""What was sent after the session had ended: kept in the browser's new session until the login."""

from django.http import HttpRequest, QueryDict

from miglobe_site.accounts.throttle import too_often

SENT = "my_profile_sent"
LONGEST, MOST = 40_000, 30  # characters of a section; from one address within an hour


def remember(request: HttpRequest) -> bool:
    """Keep a section that was sent without a login; return whether it is kept."""
    match = request.resolver_match
    if request.method != "POST" or match is None or match.url_name != "section":
        return False
    data = request.POST.copy()
    data.pop("csrfmiddlewaretoken", None)
    text = data.urlencode()
    if len(text) > LONGEST or too_often(request, "sent-without-login", MOST):
        return False
    request.session[SENT] = request.session.get(SENT, {}) | {match.kwargs["name"]: text}
    return True


def sections(request: HttpRequest) -> list[str]:
    return list(request.session.get(SENT, {}))


def sent(request: HttpRequest, name: str) -> QueryDict | None:
    text = request.session.get(SENT, {}).get(name)
    return None if text is None else QueryDict(text)


def forget(request: HttpRequest, name: str) -> None:
    """What was saved or discarded is not shown again."""
    if name in request.session.get(SENT, {}):
        kept = request.session[SENT]
        request.session[SENT] = {key: text for key, text in kept.items() if key != name}
