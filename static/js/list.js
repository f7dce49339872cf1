// A list with facets (data-list) changes in place when a choice is ticked or one of its links is
// followed. Addresses and history stay as they are without JavaScript. What is exchanged carries
// data-list-part, beside the list too, what stays open data-list-open, and a link that comes back
// data-list-link.

const PARTS = "[data-list-part]";
const OPEN = "[data-list-open]";
const list = document.querySelector("[data-list]");

for (const element of document.querySelectorAll("[data-print]")) {
  element.dataset.print = "on"; // its room is kept, so that nothing moves
  element.addEventListener("click", () => print());
}

if (list) {
  let waiting, latest;
  const narrow = matchMedia("(max-width: 61.99rem)");
  if (!narrow.matches && !CSS.supports("selector(::details-content)")) {
    list.querySelector(".filter")?.setAttribute("open", ""); // which the style sheet does elsewhere
  }

  list.addEventListener("change", (event) => {
    if (event.target.type === "checkbox") show(queryOf(event.target.form));
  });
  list.addEventListener("input", (event) => {
    if (event.target.type !== "search") return;
    clearTimeout(waiting);
    waiting = setTimeout(() => show(queryOf(event.target.form)), 400);
  });
  list.addEventListener("submit", (event) => {
    event.preventDefault();
    show(queryOf(event.target));
    if (narrow.matches) list.querySelector(".filter").open = false;
    toResults();
  });
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const plain = !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!plain || !link?.getAttribute("href").startsWith("?")) return;
    event.preventDefault();
    show(new URL(link.href).search);
    if (link.closest("nav")) toResults();
  });
  addEventListener("popstate", () => show(location.search, false));

  function toResults() {
    const results = document.getElementById("liste");
    results.tabIndex = -1;
    results.focus({ preventScroll: true });
    results.scrollIntoView();
  }

  function queryOf(form) {
    const fields = [...new FormData(form)].filter(([, value]) => value !== "");
    return fields.length ? `?${new URLSearchParams(fields)}` : "";
  }

  /** Show the list of a query; where that fails, the browser loads its page. */
  async function show(query, isNew = true) {
    clearTimeout(waiting);
    latest?.abort();
    latest = new AbortController();
    const address = location.pathname + query;
    list.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: latest.signal });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.querySelector("[data-list]")) throw new Error("no list any more");
      if (isNew) history.pushState(null, "", address);
      replace(page);
      list.removeAttribute("aria-busy");
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    }
  }

  /** Exchange the parts, and leave the focus and the open facets where they are. */
  function replace(next) {
    const focused = document.activeElement;
    const typed = focused.type === "search" && { value: focused.value, at: focused.selectionStart };
    const key = keyOf(focused);
    const open = new Map([...list.querySelectorAll(OPEN)].map((each) => [nameOf(each), each.open]));
    for (const part of next.querySelectorAll(PARTS)) {
      const own = document.querySelector(`[data-list-part="${part.dataset.listPart}"]`);
      if (own && own.innerHTML !== part.innerHTML) own.innerHTML = part.innerHTML;
    }
    for (const each of list.querySelectorAll(OPEN)) {
      if (open.has(nameOf(each))) each.open = open.get(nameOf(each));
    }
    if (!list.contains(focused) && focused.isConnected) return;
    const all = [...list.querySelectorAll("a, input, summary, button")];
    const same = key && all.find((element) => keyOf(element) === key);
    if (!same) {
      if (!focused.isConnected) document.getElementById("liste")?.focus({ preventScroll: true });
      return;
    }
    if (same === document.activeElement) return;
    same.focus({ preventScroll: true });
    if (typed) {
      same.value = typed.value;
      same.setSelectionRange(typed.at, typed.at);
    }
  }

  function nameOf(details) {
    return details.dataset.listOpen;
  }

  function keyOf(element) {
    if (!list.contains(element)) return "";
    if (element.name) return `${element.name}=${element.type === "checkbox" ? element.value : ""}`;
    if (element.localName === "summary") return `summary ${nameOf(element.parentElement)}`;
    if (element.type === "submit") return "submit";
    return element.dataset.listLink || "";
  }
}
