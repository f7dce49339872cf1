/* wagtail-localize's editor writes two texts past its own catalog, in English only. */
const editor = document.querySelector(".js-translation-editor");
const heading = /^(.+) to (.+) translation$/;

function translate(text) {
  const names = heading.exec(text);
  if (names) return interpolate(gettext("%s to %s translation"), names.slice(1));
  return text === "More actions" ? gettext(text) : text;
}

function translateTexts(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const text = translate(node.nodeValue);
    if (text !== node.nodeValue) node.nodeValue = text;
  }
}

if (editor) {
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) addedNodes.forEach(translateTexts);
  }).observe(editor, { childList: true, subtree: true });
}
