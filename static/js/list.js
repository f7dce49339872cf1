// A list with facets (data-list) changes in place when a choice is ticked or one of its links is
// followed. Addresses and history stay as they are without JavaScript.

const PARTS = "[data-list-part]";
const list = document.querySelector("[data-list]");

for (const element of document.querySelectorAll("[data-print]")) {
  element.dataset.print = "on"; // its room is kept, so that nothing moves
  element.addEventListener("click", () => print());
}

if (list) {
  let waiting, latest;

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
    document.getElementById("liste")?.scrollIntoView();
  });
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const plain = !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!plain || !link?.getAttribute("href").startsWith("?")) return;
    event.preventDefault();
    show(new URL(link.href).search);
    if (link.closest("nav")) document.getElementById("liste")?.scrollIntoView();
  });
  addEventListener("popstate", () => show(location.search, false));

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
      if (isNew) history.pushState(null, "", address);
      replace(page.querySelector("[data-list]"));
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
    const open = [...list.querySelectorAll("details")].map((facet) => [nameOf(facet), facet.open]);
    for (const part of next.querySelectorAll(PARTS)) {
      const own = list.querySelector(`[data-list-part="${part.dataset.listPart}"]`);
      if (own.innerHTML !== part.innerHTML) own.innerHTML = part.innerHTML;
    }
    for (const facet of list.querySelectorAll("details")) {
      const before = open.find(([name]) => name === nameOf(facet));
      if (before) facet.open = before[1];
    }
    const same = key && [...list.querySelectorAll("a, input, summary, button")].find((element) => keyOf(element) === key);
    if (!same || same === document.activeElement) return;
    same.focus({ preventScroll: true });
    if (typed) {
      same.value = typed.value;
      same.setSelectionRange(typed.at, typed.at);
    }
  }

  function nameOf(facet) {
    return facet.querySelector("input")?.name;
  }

  function keyOf(element) {
    if (!list.contains(element)) return "";
    if (element.name) return `${element.name}=${element.type === "checkbox" ? element.value : ""}`;
    if (element.localName === "summary") return `summary ${nameOf(element.parentElement)}`;
    return element.dataset.listLink || "";
  }
}
