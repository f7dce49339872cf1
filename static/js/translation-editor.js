/* wagtail-localize's editor: German for two texts that it writes past its own catalog, in English
   only, and a mark on texts to check. */
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

/* Let stand out what was carried over to a new text of the original; the comment says so. */
function markCarried() {
  const marks = [
    gettext("Regional text kept – please check"),
    gettext("Translation kept – please check"),
  ];
  for (const segment of editor.querySelectorAll("li.complete")) {
    const comment = segment.querySelector("ul > li");
    segment.classList.toggle("to-check", marks.includes(comment?.textContent.trim()));
  }
}

if (editor) {
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) addedNodes.forEach(translateTexts);
    markCarried();
  }).observe(editor, { childList: true, characterData: true, subtree: true });
}
