"""The player in a real browser: subtitles, seeking, and jumping to what is said."""

PLAYER = "main video"
#: Loads what the film needs to be sought in; none of it is loaded before.
LOAD = """video => new Promise(done => {
  video.addEventListener("loadedmetadata", () => done(video.duration), {once: true});
  video.preload = "metadata";
  video.load();
})"""
SHOW_SUBTITLES = """video => new Promise(done => {
  const track = [...video.textTracks].find(each => each.language === "de");
  video.querySelector("track[srclang=de]").addEventListener("load", () => done(track.cues.length));
  track.mode = "showing";
})"""
SEEK = """(video, time) => new Promise(done => {
  video.addEventListener("seeked", () => done(video.currentTime), {once: true});
  video.currentTime = time;
})"""
#: The time as soon as it lies between two others.
PLAYED = """(video, [from, to]) => new Promise(done => {
  const look = () => video.currentTime > from && video.currentTime < to
    ? done(video.currentTime) : setTimeout(look, 50);
  look();
})"""
SHOWN = """video => [...video.textTracks].filter(track => track.mode === "showing")
  .flatMap(track => [...track.activeCues]).map(cue => cue.text.replace("\\n", " "))"""


def test_video_plays_from_where_somebody_asks_and_shows_subtitles_that_are_switched_on(page):
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto("/bw/erklaervideo/")
    assert not [url for url in requests if url.endswith((".mp4", ".webm", ".vtt"))]
    video = page.locator(PLAYER)
    length = video.evaluate(LOAD)
    assert 32 < length < 35
    assert video.evaluate(SHOWN) == []
    assert video.evaluate(SHOW_SUBTITLES) == 5
    assert abs(video.evaluate(SEEK, 0.9 * length) - 0.9 * length) < 0.1
    assert video.evaluate(SHOWN) == [
        "Die Beratung ist für Ihre Kommune kostenlos. Fragen Sie uns an."
    ]
    jump = page.get_by_role("button", name="Abspielen ab 0:13").last
    jump.focus()
    page.keyboard.press("Enter")
    assert video.evaluate(PLAYED, [13.5, 20])
    assert not video.evaluate("video => video.paused")
    assert video.evaluate(SHOWN)[0].startswith("Wir beraten und begleiten Sie")


def test_transcript_is_readable_without_javascript(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/nrw/erklaervideo/")
    assert page.locator("#transkript").get_by_text("Lösungen entstehen im Dialog").is_visible()
    assert page.locator("button.seek").count() == 0
    assert page.locator(PLAYER).get_attribute("controls") is not None
    context.close()
