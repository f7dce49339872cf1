"""The business card of an advisor: vCard 3.0 (RFC 2426), which all address books read.

Outlook for Windows takes a line for the code page of Windows unless the line itself names its
charset (the type of the file does not help), and drops telephone and address of a website without
a type. Other address books know CHARSET from vCard 2.1 or pass over it.
"""

from django.conf import settings
from django.http import HttpResponse

from editions.links import path_of
from miglobe_site.slugs import slug_of

LONGEST_LINE = 75  # bytes, without the line break


def response(page):
    answer = HttpResponse(of_page(page), content_type="text/vcard; charset=utf-8")
    name = slug_of(page.name) or "kontakt"  # ASCII letters, figures and hyphens only
    answer["Content-Disposition"] = f'attachment; filename="{name}.vcf"'
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def of_page(page):
    """The card as text; e-mail and telephone are in it only where the person released them."""
    url = settings.BASE_URL + path_of(page)
    lines = [
        ("VERSION", "3.0"),
        ("N", parts(page.last_name, page.first_name, "", page.academic_title, "")),
        ("FN", escape(page.name)),
        ("TITLE", escape(page.role)),
        ("ORG", parts(settings.WAGTAIL_SITE_NAME, page.edition.state)),
        ("EMAIL;TYPE=INTERNET", escape(page.public_email)),
        ("TEL;TYPE=WORK,VOICE", escape(page.public_phone)),
        ("ADR;TYPE=WORK", parts("", "", "", page.town, "", "", "") if page.town else ""),
        ("URL;TYPE=WORK", escape(url)),
        ("NOTE", escape(page.summary)),
        ("UID", f"urn:uuid:{page.translation_key}"),
    ]
    if page.last_published_at:
        lines.append(("REV", page.last_published_at.strftime("%Y-%m-%dT%H:%M:%SZ")))
    card = ["BEGIN:VCARD", *(line(name, value) for name, value in lines if value), "END:VCARD"]
    return "".join(f"{fold(text)}\r\n" for text in card)


def line(name: str, value: str) -> str:
    charset = "" if value.isascii() else ";CHARSET=UTF-8"
    return f"{name}{charset}:{value}"


def escape(text):
    """Text of a value: no sign in it ends the value, the line or the card."""
    text = " ".join(text.split()).replace("\\", "\\\\")
    return text.replace(",", "\\,").replace(";", "\\;")


def parts(*texts):
    return ";".join(map(escape, texts))


def fold(line):
    """Break a line after at most 75 bytes, never inside a letter."""
    pieces, piece = [], ""
    for sign in line:
        if len((piece + sign).encode()) > LONGEST_LINE:
            pieces.append(piece)
            piece = " "
        piece += sign
    return "\r\n".join([*pieces, piece])
