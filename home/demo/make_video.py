"""Makes the stand-in film anew: python -m home.demo.make_video

Needs ffmpeg and espeak-ng (Debian: apt-get install ffmpeg espeak-ng). The films that it writes are
in the repository, so that nobody needs either to run the site.
"""

import os
import subprocess
import tempfile
import wave
from pathlib import Path

import django

from home.demo import frames

RATE = 25  # frames a second
VOICE = ["espeak-ng", "-v", "de+f2", "-s", "150", "-g", "2"]
TARGET = frames.FOLDER / "video" / "miglobe"


def speak(scenes, path):
    """Write the words of all scenes, each at its time, into one sound file."""
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for number, scene in enumerate(scenes):
            part = Path(folder, f"{number}.wav")
            subprocess.run([*VOICE, "-w", part, scene.said], check=True)
            with wave.open(str(part)) as audio:
                parameters = audio.getparams()
                parts.append(audio.readframes(parameters.nframes))
    per_second = parameters.framerate * parameters.sampwidth
    pause = bytes(per_second // 2)
    with wave.open(str(path), "wb") as audio:
        audio.setparams(parameters)
        for scene, part in zip(scenes, parts, strict=True):
            silence = (scene.end - scene.start) * per_second - len(pause) - len(part)
            assert silence > 0, f"No time to say: {scene.said}"
            audio.writeframes(pause + part + bytes(silence))


def images(scenes):
    """Yield the bytes of each frame; once the circles stand still, they are the same."""
    for number, scene in enumerate(scenes):
        for count in range((scene.end - scene.start) * RATE):
            if count <= frames.MOVE * RATE:
                image = frames.draw(number, scene, count / RATE).tobytes()
            yield image


def make():
    scenes = frames.read_scenes()
    TARGET.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        speech = Path(folder, "speech.wav")
        speak(scenes, speech)
        size = "x".join(map(str, frames.SIZE))
        image = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", str(RATE), "-i", "-"]
        mp4 = ["-c:v", "libx264", "-profile:v", "high", "-crf", "25", "-tune", "animation"]
        mp4 += ["-c:a", "aac", "-b:a", "48k", "-movflags", "+faststart"]
        webm = ["-c:v", "libvpx-vp9", "-crf", "38", "-b:v", "0", "-cpu-used", "2"]
        webm += ["-c:a", "libopus", "-b:a", "32k"]
        both = ["-pix_fmt", "yuv420p", "-g", str(10 * RATE), "-map", "0:v", "-map", "1:a"]
        command = ["ffmpeg", "-v", "error", "-y", *image, "-i", speech]
        command += [*both, *mp4, f"{TARGET}.mp4", *both, *webm, f"{TARGET}.webm"]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
            for each in images(scenes):
                process.stdin.write(each)
        assert process.returncode == 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miglobe_site.settings")
    os.environ.setdefault("DEBUG", "1")
    django.setup()
    make()
