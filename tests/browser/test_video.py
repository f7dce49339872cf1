"""The player in a real browser: subtitles, seeking, and jumping to what is said."""

PLAYER = "main video"
#: Loads what the film needs to be sought in; none of it is loaded before.
LOAD = """film => new Promise(done => {
  film.addEventListener("loadedmetadata", () => done(film.duration), {once: true});
  film.preload = "metadata";
  film.load();
})"""
SHOW_SUBTITLES = """film => new Promise(done => {
  const track = [...film.textTracks].find(each => each.language === "de");
  film.querySelector("track[srclang=de]").addEventListener("load", () => done(track.cues.length));
  track.mode = "showing";
})"""
SEEK = """(film, time) => new Promise(done => {
  film.addEventListener("seeked", () => done(film.currentTime), {once: true});
  film.currentTime = time;
})"""
#: The time as soon as it lies between two others.
PLAYED = """(film, [from, to]) => new Promise(done => {
  const look = () => film.currentTime > from && film.currentTime < to
    ? done(film.currentTime) : setTimeout(look, 50);
  look();
})"""
SHOWN = """film => [...film.textTracks].filter(track => track.mode === "showing")
  .flatMap(track => [...track.activeCues]).map(cue => cue.text.replace("\\n", " "))"""


def test_film_plays_from_where_somebody_asks_and_shows_subtitles_that_are_switched_on(page):
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto("/bw/erklaervideo/")
    assert not [url for url in requests if url.endswith((".mp4", ".webm", ".vtt"))]
    film = page.locator(PLAYER)
    length = film.evaluate(LOAD)
    assert 38 < length < 41
    assert film.evaluate(SHOWN) == []
    assert film.evaluate(SHOW_SUBTITLES) == 6
    assert abs(film.evaluate(SEEK, 0.8 * length) - 0.8 * length) < 0.1
    assert film.evaluate(SHOWN) == [
        "Die Beratung ist für Ihre Kommune kostenlos. Fragen Sie uns an."
    ]
    jump = page.get_by_role("button", name="Abspielen ab 0:13").last
    jump.focus()
    page.keyboard.press("Enter")
    assert film.evaluate(PLAYED, [13.5, 20])
    assert not film.evaluate("film => film.paused")
    assert film.evaluate(SHOWN)[0].startswith("Wir beraten und begleiten Sie")


def test_transcript_is_readable_without_javascript(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/nrw/erklaervideo/")
    assert page.locator("#transkript").get_by_text("Lösungen entstehen im Dialog").is_visible()
    assert page.locator("button.seek").count() == 0
    assert page.locator(PLAYER).get_attribute("controls") is not None
    context.close()
