/* wagtail-localize's editor: German for two texts that it writes past its own catalog, in English
   only, a mark on texts to check, and why a text that was emptied is not saved. */
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
  const mark = gettext("Translation kept – please check");
  for (const segment of editor.querySelectorAll("li.complete")) {
    const comment = segment.querySelector("ul > li");
    segment.classList.toggle("to-check", comment?.textContent.trim() === mark);
  }
}

/* Where the server refuses to delete a text, the editor writes "Server error" beside it, whatever
   the answer says: give it the reason in place of these words. Beside pictures and links it writes
   nothing. */
function tellRefusals() {
  const send = window.fetch;
  const words = gettext("Server error");
  window.fetch = async (address, options) => {
    const answer = await send(address, options);
    if (options?.method === "DELETE") {
      const { error } = answer.status === 409 ? await answer.clone().json() : {};
      django.catalog["Server error"] = error ?? words;
      if (error && address.includes("/overrides/")) {
        const detail = { text: error, type: "error" };
        document.dispatchEvent(new CustomEvent("w-messages:add", { detail }));
      }
    }
    return answer;
  };
}

if (editor) {
  tellRefusals();
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) addedNodes.forEach(translateTexts);
    markCarried();
  }).observe(editor, { childList: true, characterData: true, subtree: true });
}
