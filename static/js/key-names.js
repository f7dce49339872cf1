// The buttons of the editor for texts name the keys of an English keyboard ("Fett, Ctrl + B"), which
// Wagtail's bundle holds in its code and not in a catalog. Here they get those of the user's.

const { control } = document.querySelector("script[data-key-names]").dataset;
const ENGLISH = /\bCtrl\b/g;

const rename = (root) => {
  for (const element of root.querySelectorAll("[aria-label*='Ctrl']")) {
    element.setAttribute("aria-label", element.getAttribute("aria-label").replace(ENGLISH, control));
  }
};

if (control !== "Ctrl") {
  rename(document);
  // Editors come with new blocks, and a bar of buttons with each selection.
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      if (addedNodes.length) rename(target);
    }
  }).observe(document.body, { childList: true, subtree: true });
}
