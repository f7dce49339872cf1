// Times in a transcript and in a list of chapters become buttons that play the film from there.
for (const box of document.querySelectorAll("[data-video]")) {
  const video = box.querySelector("video");
  for (const time of video ? box.querySelectorAll("[data-seek]") : []) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = time.className;
    button.textContent = time.textContent;
    button.setAttribute("aria-label", `${box.dataset.seekLabel} ${time.textContent}`);
    button.addEventListener("click", () => {
      video.currentTime = Number(time.dataset.seek);
      video.play();
    });
    time.replaceWith(button);
  }
}
