"""Large pictures, decoded one after the other, and what they leave behind in memory."""

import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings

from miglobe_site.files.decoding import PixelBudget
from tests.servers import TOP

pytestmark = pytest.mark.sqlite_is_enough("pictures in memory")

#: Four pictures of 49 million pixels at once, in a process like a worker; prints MB.
FOUR = """
import io, re, threading
import django
django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from miglobe_site.files.images import clean_image

def memory(name):
    return int(re.search(name + r":\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024

with open(__import__("sys").argv[1], "rb") as file:
    content = file.read()
before = memory("VmRSS")
uploads = [SimpleUploadedFile("gross.png", content) for _each in range(4)]
threads = [threading.Thread(target=clean_image, args=[each]) for each in uploads]
for each in threads:
    each.start()
for each in threads:
    each.join()
print(memory("VmHWM") - before, memory("VmRSS") - before)
"""
MAKE = "from PIL import Image; Image.new('RGB', (7000, 7000)).save({!r}, 'PNG')"


def test_four_large_pictures_at_once_take_the_memory_of_one(tmp_path):
    path = str(tmp_path / "gross.png")
    subprocess.run([sys.executable, "-c", MAKE.format(path)], check=True)
    done = subprocess.run(
        [sys.executable, "-c", FOUR, path],
        cwd=TOP,
        env={
            "DJANGO_SETTINGS_MODULE": "miglobe_site.settings",
            "DEBUG": "1",
            "DATA_DIR": str(tmp_path / "data"),
        },
        capture_output=True,
        text=True,
    )
    most, left = map(int, done.stdout.split())
    print(f"{most} MB more at most, {left} MB more at the end")
    assert most < 450  # one takes some 200
    assert left < 60


def test_small_pictures_do_not_wait_for_each_other_and_large_ones_do():
    budget = PixelBudget(10)
    inside, most, lock = [0], [0], threading.Lock()

    def decode(pixels):
        with budget.spend(pixels):
            with lock:
                inside[0] += pixels
                most[0] = max(most[0], inside[0])
            time.sleep(0.01)
            with lock:
                inside[0] -= pixels

    threads = [threading.Thread(target=decode, args=[n]) for n in [3] * 9 + [10] * 3]
    for each in threads:
        each.start()
    for each in threads:
        each.join(10)
    assert 9 <= most[0] <= 10
    assert budget.free == 10


def test_picture_larger_than_the_budget_and_one_that_fails_give_it_back():
    budget = PixelBudget(10)
    with pytest.raises(ValueError), budget.spend(99):
        raise ValueError
    with budget.spend(10):
        assert budget.free == 0
    assert budget.free == 10


def test_budget_is_the_largest_picture_that_is_taken():
    from miglobe_site.files import decoding

    assert decoding.decoding.__self__.most == settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
