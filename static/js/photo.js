// A photo that is larger than the site stores is made smaller before it is sent.
const input = document.querySelector("input[type=file][data-side]");
const [side, most] = [Number(input.dataset.side), Number(input.dataset.bytes)];
const word = document.createElement("p");
word.className = "my-profile-help";
word.setAttribute("role", "status");
input.after(word);

const smaller = async (file) => {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
  return blob && new File([blob], `${file.name.replace(/\.\w+$/, "")}.jpg`, { type: "image/jpeg" });
};

input.addEventListener("change", async () => {
  word.textContent = "";
  const [file] = input.files;
  if (!file || file.size <= most) return;
  try {
    const made = await smaller(file);
    if (!made || made.size >= file.size || input.files[0] !== file) return;
    const chosen = new DataTransfer();
    chosen.items.add(made);
    input.files = chosen.files;
    word.textContent = input.dataset.text.replace(
      "{size}",
      (made.size / 1024 / 1024).toLocaleString("de", { maximumFractionDigits: 1 }),
    );
  } catch {
    // A kind that this browser cannot read, such as HEIC: the server answers.
  }
});
