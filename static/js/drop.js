/* What opens in the header, <details data-drop>: Escape closes it and gives the focus back, a click
   elsewhere closes it too. Without this script it opens and closes by its own summary. */
const open = () => [...document.querySelectorAll("details[data-drop][open]")];

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  for (const drop of open()) {
    drop.open = false;
    drop.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const drop of open()) if (!drop.contains(event.target)) drop.open = false;
});

/* One is open at a time; the field of the search has the focus as soon as it opens. */
document.addEventListener("toggle", ({ target }) => {
  if (!target.matches?.("details[data-drop][open]")) return;
  for (const drop of open()) if (drop !== target) drop.open = false;
  if (target.matches(".site-search__drop")) target.querySelector("input").focus();
}, true);
