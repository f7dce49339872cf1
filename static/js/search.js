/* Suggestions below a search field: <input data-suggestions="address" data-heading="name">. A
   combobox after the ARIA Authoring Practices; without this script the field just searches. */
const PAUSE = 150;
const LEAST = 2;

class Suggestions {
  constructor(field, number) {
    this.field = field;
    this.list = document.createElement("ul");
    this.list.id = `suggestions-${number}`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", field.dataset.heading);
    field.after(this.list);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    })) field.setAttribute(name, value);
    field.addEventListener("input", () => this.wait());
    field.addEventListener("keydown", (event) => this.press(event));
    field.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("li")));
  }

  get options() {
    return [...this.list.children];
  }

  wait() {
    clearTimeout(this.timer);
    this.request?.abort();
    const text = this.field.value.trim();
    if (text.length < LEAST) this.close();
    else this.timer = setTimeout(() => this.ask(text), PAUSE);
  }

  async ask(text) {
    this.request = new AbortController();
    const address = `${this.field.dataset.suggestions}?q=${encodeURIComponent(text)}`;
    try {
      const response = await fetch(address, { signal: this.request.signal });
      if (response.ok) this.show((await response.json()).suggestions);
    } catch {
      this.close(); // a newer question has been asked, or there is no network
    }
  }

  show(suggestions) {
    this.list.replaceChildren(
      ...suggestions.map(({ title, kind, url }, n) => {
        const option = document.createElement("li");
        option.id = `${this.list.id}-${n}`;
        option.dataset.url = url;
        option.setAttribute("role", "option");
        const note = document.createElement("small");
        note.textContent = kind;
        option.append(title, " ", note);
        return option;
      }),
    );
    this.mark(null);
    const open = suggestions.length > 0 && document.activeElement === this.field;
    this.list.hidden = !open;
    this.field.setAttribute("aria-expanded", open);
  }

  mark(option) {
    this.marked = option;
    for (const each of this.options) each.setAttribute("aria-selected", each === option);
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  press(event) {
    if (this.list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const places = [null, ...this.options];
      const now = places.indexOf(this.marked ?? null);
      this.mark(places[(now + step + places.length) % places.length]);
    } else if (event.key === "Enter" && this.marked) this.choose(this.marked);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  choose(option) {
    if (option) location.assign(option.dataset.url);
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.mark(null);
  }
}

document
  .querySelectorAll("input[data-suggestions]")
  .forEach((field, number) => new Suggestions(field, number));
