"""Whom the desk proposes for a request."""

import pytest

from consultations.choices import State
from members.models import MemberPage
from tests.factories.desk import request_in, url
from tests.factories.profiles import Entry, make
from tests.site import soup

pytestmark = pytest.mark.usefixtures("site")


def proposed(staff, sent):
    lines = soup(staff.get(url(sent))).select(".desk__proposals li")
    return {line.a.get_text(): (line.a["href"], line.get_text(" ")) for line in lines}


def test_those_who_fit_are_named_with_the_reasons(staff_nrw):
    [person] = make([Entry(last_name="Passend", topics=["agenda-2030"])])
    sent = request_in(concern="Wir wollen die Agenda 2030 in unserer Stadt verankern.")
    found = proposed(staff_nrw, sent)
    assert len(found) <= 3
    address, why = found["Zoë Passend"]
    assert address.endswith(f"/{person.slug}/") and "Thema: Agenda 2030" in why
    MemberPage.objects.filter(pk=person.pk).update(availability="none")
    assert "Zoë Passend" not in proposed(staff_nrw, sent)


def test_nobody_is_proposed_where_nothing_is_to_be_done(staff_nrw):
    make([Entry(last_name="Passend", topics=["agenda-2030"])])
    over = request_in(concern="Wir wollen die Agenda 2030 verankern.", state=State.DONE)
    spam = request_in(concern="Wir wollen die Agenda 2030 verankern.", suspicions="links")
    assert proposed(staff_nrw, over) == {} == proposed(staff_nrw, spam)
