"""Why somebody is proposed, in words for a coordinator."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.choices import Format, country_name
from members.models import Topic
from miglobe_site.facets.declaring import alphabetical

OFFERS = {
    Format.DIALOGUE: gettext_lazy("holds dialogue forums"),
    Format.PROCESS: gettext_lazy("supports processes"),
    Format.WORKSHOP: gettext_lazy("gives workshops"),
    Format.TALK: gettext_lazy("gives talks"),
    Format.NETWORKING: gettext_lazy("brings people together"),
}


def wanted() -> str:
    return _("asked for by the municipality")


def speaks(languages: Iterable[str]) -> str:
    return _("speaks %(languages)s") % {"languages": ", ".join(languages)}


def speaks_without_advice(languages: Iterable[str]) -> str:
    return _("speaks %(languages)s, but does not advise in it") % {
        "languages": ", ".join(languages)
    }


def topics(shared: list[Topic]) -> str:
    names = ", ".join(topic.name for topic in shared)
    return ngettext("Topic: %(names)s", "Topics: %(names)s", len(shared)) % {"names": names}


def examples(number: int, topic: Topic) -> str:
    text = ngettext(
        "%(number)d example on the topic %(topic)s",
        "%(number)d examples on the topic %(topic)s",
        number,
    )
    return text % {"number": number, "topic": topic.name}


def knows(countries: Iterable[str]) -> str:
    names = sorted(map(country_name, countries), key=alphabetical)
    return _("Knowledge of the region: %(countries)s") % {"countries": ", ".join(names)}


def offers(format: str) -> str:
    return str(OFFERS[Format(format)])


def says(words: Iterable[str]) -> str:
    return _("In the profile: %(words)s") % {"words": ", ".join(words)}


def distance(km: int) -> str:
    return _("%(km)d km") % {"km": km} if km else _("in the same town")


def local_only() -> str:
    return _("only around the own town")


def on_site_only() -> str:
    return _("on site only")


def little_time() -> str:
    return _("has little time at present")
