"""What browser tests do again and again."""

WIDER_THAN_THE_WINDOW = (
    "document.documentElement.scrollWidth > document.documentElement.clientWidth"
)


def log_in(page, email):
    page.goto("/admin/")
    page.locator("input[name=username]").fill(email)
    page.locator("input[name=password]").fill("demo-password-1")
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/admin/")
