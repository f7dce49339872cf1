// An address that somebody has typed stays, whatever happens to the title.
//
// Wagtail writes the title into the address a tenth of a second after the last key, or later on a busy
// machine, and asks only when the title gets the focus whether the address is one of its own.
// Whoever types an address within that time would lose it.

const typed = new WeakSet();

document.addEventListener("input", ({ target }) => {
  if (target.matches("[data-controller~='w-slug']")) {
    typed[target.value ? "add" : "delete"](target);
  }
});

document.addEventListener(
  "w-sync:apply",
  (event) => {
    if (typed.has(event.target)) {
      event.preventDefault(); // tells Wagtail to leave it out
      event.stopPropagation();
    }
  },
  true,
);
