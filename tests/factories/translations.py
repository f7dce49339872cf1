"""A German page, its English wording, and the form below a translation."""

from tests.site import submit

FIRST = "Wir beraten Kommunen."
SECOND = "Die Beratung ist kostenlos."
ENGLISH = {"Vorlage": "Sample", FIRST: "We advise municipalities.", SECOND: "Advice is free."}
FORM = "#page-edit-form"


def address(copy):
    return f"/admin/pages/{copy.pk}/edit/"


def press(client, copy, button, **options):
    """Press a button below a translation as it is shown now; return the page that follows."""
    return submit(client, address(copy), button=button, form=FORM, follow=True, **options)
