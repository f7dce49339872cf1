// Reads a file with subtitles into the text field above it, where it can be corrected.
// Files that are not UTF-8 are mostly of older Windows programs.
document.addEventListener("change", async ({ target }) => {
  if (!target.matches("[data-webvtt]") || !target.files.length) return;
  const field = target.closest(".webvtt-input").querySelector("textarea");
  const bytes = await target.files[0].slice(0, 1_000_000).arrayBuffer();
  try {
    field.value = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    field.value = new TextDecoder("windows-1252").decode(bytes);
  }
  target.value = "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
});
