/* Presses "Continue" again and again until all pages are taken over. */
const form = document.querySelector("[data-take-over]");
const progress = form?.querySelector("[data-take-over-progress]");

async function takeOver() {
  for (let button; (button = progress.querySelector("[data-take-over-waiting]")); ) {
    button.hidden = true;
    const response = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Requested-With": "XMLHttpRequest" },
    });
    if (!response.ok || response.redirected) throw new Error(response.statusText);
    progress.innerHTML = await response.text();
  }
}

if (form) {
  takeOver().catch(() => {
    progress.querySelector("[data-take-over-waiting]").hidden = false;
    const note = document.createElement("p");
    note.setAttribute("role", "alert");
    note.textContent = form.dataset.error;
    progress.prepend(note);
  });
}
