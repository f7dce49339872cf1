"""The dialog for links in the editor tells at once what the page would refuse."""

from wagtail.admin.forms.choosers import ExternalLinkChooserForm

from miglobe_site.addresses import check_link


def check_links_in_chooser() -> None:
    ExternalLinkChooserForm.base_fields["url"].validators.append(check_link)
