/* Says below a field how much is written of what fits; data-length-counter holds the words. The
   sentence describes the field; it is read out when little room is left, not at every letter. */
const SHORT_OF_ROOM = 0.9;

/* As Django counts: by characters, and a line break is one. */
function count(field) {
  return [...field.value].length;
}

function watch(field) {
  const most = field.maxLength;
  if (most < 1 || field.dataset.counted) return;
  field.dataset.counted = "true";
  const note = document.createElement("p");
  note.className = "length-counter";
  note.id = `${field.id}-length`;
  const spoken = document.createElement("span");
  spoken.className = "w-sr-only";
  spoken.setAttribute("aria-live", "polite");
  field.setAttribute(
    "aria-describedby",
    [field.getAttribute("aria-describedby"), note.id].filter(Boolean).join(" "),
  );
  field.after(note, spoken);
  let waiting;
  const show = () => {
    const written = count(field);
    const text = field.dataset.lengthCounter
      .replace("{count}", written)
      .replace("{most}", most);
    note.textContent = text;
    note.classList.toggle("length-counter--full", written >= most);
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      spoken.textContent = written >= most * SHORT_OF_ROOM ? text : "";
    }, 1000);
  };
  field.addEventListener("input", show);
  show();
}

document.querySelectorAll("[data-length-counter]").forEach(watch);
