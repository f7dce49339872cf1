"""What browser tests do again and again."""

WIDER_THAN_THE_WINDOW = (
    "document.documentElement.scrollWidth > document.documentElement.clientWidth"
)

# Texts that reach out of the window, of their own box or of a box that cuts them, and texts that
# lie over one another. Only the middle of a line counts: lines may touch. Cells of a table, and
# choices on one line, may reach out of the box that scrolls them (WCAG 1.4.10). On a narrow screen
# the card of a person shows the beginning of what the profile says whole.
CUT_TEXTS = """() => {
  const found = [], seen = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const inline = ['inline', 'contents'];
  const UNSEEN = '.skip-link, .visually-hidden, script, style';
  const SCROLLED = '.table :is(td, th), .compare :is(td, th), .quick__list > li';
  const BEGINNING = '.member-card :is(h3, p)';
  const isShort = matchMedia('(min-width: 20rem) and (max-width: 39.99rem)').matches;
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest(UNSEEN)) continue;
    if (!parent.checkVisibility({visibilityProperty: true})) continue;
    if (isShort && parent.closest(BEGINNING)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = node.data.trim().slice(0, 40);
    let box = parent;
    while (inline.includes(getComputedStyle(box).display) && !box.ownerSVGElement) {
      box = box.parentElement;
    }
    const around = [box], isCell = Boolean(box.closest(SCROLLED));
    for (let up = box.parentElement; up && !isCell; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== 'visible') around.push(up);
    }
    for (const line of range.getClientRects()) {
      if (line.width < 1) continue;
      const isInside = line.left >= -1 && line.right <= innerWidth + 1;
      if (!isInside && !isCell) found.push(`outside: ${text}`);
      for (const element of parent.ownerSVGElement ? [] : around) {
        const room = element.getBoundingClientRect();
        if (line.left < room.left - 1 || line.right > room.right + 1) found.push(`cut: ${text}`);
      }
      const middle = (line.top + line.bottom) / 2, half = line.height / 5;
      const own = {text, node, top: middle - half, bottom: middle + half,
        left: line.left + 1, right: line.right - 1};
      for (const other of seen) {
        if (other.node !== node && own.left < other.right && other.left < own.right
            && own.top < other.bottom && other.top < own.bottom) {
          found.push(`over one another: ${text} | ${other.text}`);
        }
      }
      seen.push(own);
    }
  }
  for (const element of document.querySelectorAll('body, main, main *, header *, footer *')) {
    const {overflowX, overflowY, textOverflow} = getComputedStyle(element);
    const hides = [overflowX, overflowY].some(value => ['hidden', 'clip'].includes(value));
    if (hides && element.scrollHeight > element.clientHeight + 1 && element.innerText
        && !element.matches('.hero, .visually-hidden')
        && !(isShort && element.matches(BEGINNING))) found.push(`hidden: ${element.className}`);
  }
  for (const picture of document.querySelectorAll('img, svg')) {
    const {width, height} = picture.getBoundingClientRect();
    if (picture.checkVisibility() && Math.min(width, height) < 8) found.push('vanished: picture');
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push('wider than the window');
  return [...new Set(found)];
}"""


def log_in(page, email):
    page.goto("/admin/")
    page.locator("input[name=username]").fill(email)
    page.locator("input[name=password]").fill("demo-password-1")
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/admin/")
