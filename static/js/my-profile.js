// The own area: shows how much is written, and keeps on the server what is typed and not saved.
const form = document.querySelector("form[data-typed]");
const WAIT = 1500; // milliseconds without a keystroke

for (const field of form.querySelectorAll("[data-count]")) {
  const counter = document.createElement("div");
  counter.className = "my-profile-counter";
  field.after(counter);
  const show = () => {
    counter.textContent = form.dataset.countText
      .replace("{count}", [...field.value].length)
      .replace("{most}", field.dataset.count);
    counter.classList.toggle("my-profile-counter--over", [...field.value].length > field.dataset.count);
  };
  field.addEventListener("input", show);
  show();
}

let timer;
let sending = new AbortController();
const keep = () => {
  clearTimeout(timer);
  if (timer === undefined) return;
  timer = undefined;
  const { signal } = (sending = new AbortController());
  const body = new FormData(form);
  fetch(form.dataset.typed, { method: "POST", body, keepalive: true, signal }).catch(
    () => {}, // without a connection the text still stands in the form
  );
};
form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(keep, WAIT);
});
form.addEventListener("submit", () => {
  clearTimeout(timer);
  timer = undefined;
  sending.abort(); // what is saved needs not be kept
});
// A form that the browser shows again after it was saved would keep nothing any more.
addEventListener("pageshow", (event) => event.persisted && location.reload());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") keep();
});
