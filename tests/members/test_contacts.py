"""No e-mail address or telephone number that an advisor has not released is anywhere in public."""

import re
from html import unescape

import pytest

from members.models import ConsentKind, MemberPage
from tests.factories.members import AMINA, KOFI, YARA, member, path, revoke
from tests.site import crawl, login

pytestmark = pytest.mark.sqlite_is_enough("what pages say")

#: Not linked, but open to everybody.
UNLINKED = ["/sitemap.xml", "/robots.txt", "/site.webmanifest", "/admin/api/main/pages/"]
CODES = {"de-x-nrw": "nrw", "de-x-bw": "bw"}


def give_contacts():
    """Give every profile an address and a number that occur nowhere else; return the pages."""
    pages = list(MemberPage.objects.select_related("locale"))
    for page in pages:
        page.email, page.phone = f"zzqxk-{page.pk}@example.net", f"+49 (0)171 99 {page.pk:06}"
        MemberPage.objects.filter(pk=page.pk).update(email=page.email, phone=page.phone)
        page.get_latest_revision_as_object().save_revision()
    return pages


def digits(text):
    return re.sub(r"\D", "", text)


def contacts_in(answer):
    """{(id, "email" or "phone")} of what an answer tells, in whichever spelling."""
    content = answer.getvalue().decode(errors="replace")
    addresses = {int(pk) for pk in re.findall(r"zzqxk-(\d+)(?:@|%40|&#)", content)}
    plain = re.sub(r"[\W_]", "", unescape(content))  # letters stay: they end a number
    numbers = {int(pk) for pk in re.findall(r"17199(\d{6})", plain)}
    return {(pk, "email") for pk in addresses} | {(pk, "phone") for pk in numbers}


def test_only_what_is_released_is_public_and_only_where_it_belongs(visitor, site):
    pages = give_contacts()
    revoke(member("leila-mandelgrund", "de-x-bw"), ConsentKind.WEB)
    ids = ",".join(str(page.pk) for page in pages)
    answers = crawl(visitor)
    others = [
        *UNLINKED,
        f"/mitglieder/merkliste/?m={ids}",
        *(f"/{edition}/mitglieder/merkliste/?m={ids}" for edition in CODES.values()),
        *(f"{path(page)}{rest}" for page in pages for rest in ("", "vcard/", "?x=1")),
        *(f"/{edition}/mitglieder/?q=zzqxk" for edition in CODES.values()),
        *(f"/mitglieder/?q={digits(page.phone)}" for page in pages),
    ]
    answers |= {address: visitor.get(address) for address in others}
    released = {
        (member(AMINA).pk, "email"),
        (member(YARA).pk, "email"),
        (member(YARA).pk, "phone"),
        (member("selin-kirschberg", "de-x-bw").pk, "email"),
    }
    asked = [address for address in others if "?q=" in address]
    told = {address: contacts_in(answers[address]) for address in set(answers) - set(asked)}
    assert len(told) > 40
    assert set().union(*told.values()) == released
    for address in asked:  # the answer repeats the question, but finds nobody by it
        assert not [p for p in pages if p.last_name in answers[address].content.decode()]


def test_other_staff_learn_nothing_from_the_cms(visitor, site):
    pages = give_contacts()
    login(visitor, "redaktion-bw@example.org")
    nrw = [page for page in pages if page.locale.language_code == "de-x-nrw"]
    addresses = [
        "/admin/api/main/pages/?limit=100&fields=*",
        "/admin/members/",
        "/admin/members/?export=csv",
        "/admin/pages/search/?q=zzqxk",
        "/admin/choose-page/search/?q=Amina",
        "/admin/reports/site-history/?export=csv",
        "/admin/reports/aging-pages/",
        *(f"/admin/api/main/pages/{page.pk}/?fields=*" for page in nrw),
        *(f"/admin/pages/{page.pk}/{view}/" for page in nrw for view in ("edit", "history")),
        *(f"/admin/members/{page.pk}/consents/" for page in nrw),
    ]
    foreign = {page.pk for page in nrw}
    for address in addresses:
        found = contacts_in(visitor.get(address))
        assert not {pk for pk, _kind in found} & foreign, address


def test_released_contact_is_on_the_profile_and_the_card(visitor, site):
    give_contacts()
    for slug, kinds in ((AMINA, {"email"}), (KOFI, set()), (YARA, {"email", "phone"})):
        page = member(slug)
        wanted = {(page.pk, kind) for kind in kinds}
        assert contacts_in(visitor.get(path(page))) == wanted
        assert contacts_in(visitor.get(f"{path(page)}vcard/")) == wanted
