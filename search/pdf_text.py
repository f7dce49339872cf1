"""A program that reads a PDF from its input and prints its text: python -m search.pdf_text

It runs in a process of its own, since a damaged or malicious file can take all memory and time.
"""

import io
import resource
import sys
from collections.abc import Iterator

from pypdf import PdfReader

MOST_SECONDS = 60
MOST_MEMORY = 1024**3  # bytes
MOST_CHARACTERS = 200_000


def pages(data: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")  # many can be read, and only not be changed
    for page in reader.pages:
        yield page.extract_text()


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    written = 0
    for text in pages(sys.stdin.buffer.read()):
        line = f"{text[: MOST_CHARACTERS - written]}\n"
        sys.stdout.buffer.write(line.encode(errors="ignore"))
        sys.stdout.buffer.flush()  # what was read so far counts
        written += len(text)
        if written >= MOST_CHARACTERS:
            return


if __name__ == "__main__":
    main()
