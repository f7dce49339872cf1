"""Encryption with a public key, as the program age does it: https://age-encryption.org"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pyrage

#: What an encrypted file begins with.
MARK = b"age-encryption.org/"


class WrongKeyError(Exception):
    """A key that is none, or not the one of this file."""


def recipient_of(key: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError as error:
        raise WrongKeyError(
            "This is no public key of age; it begins with “age1” and is made by age-keygen."
        ) from error


def identities_in(path: Path) -> list[Any]:
    """The private keys in a file as age-keygen writes it."""
    try:
        lines = path.read_text(encoding="utf-8").split()
        keys = [line for line in lines if line.startswith("AGE-SECRET-KEY-")]
        return [pyrage.x25519.Identity.from_str(key) for key in keys]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise WrongKeyError(f"{path} cannot be read as a private key of age.") from error


@contextmanager
def encrypted(target: IO[bytes], key: str) -> Iterator[IO[bytes]]:
    """What is written goes into the target encrypted; it never lies on the disk in the clear."""
    recipient, errors = recipient_of(key), list[BaseException]()
    reading, writing = os.pipe()

    def work() -> None:
        with os.fdopen(reading, "rb") as source:
            try:
                pyrage.encrypt_io(source, target, [recipient])
            except BaseException as error:  # a full disk; told to the one who writes
                errors.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        with os.fdopen(writing, "wb") as pipe:
            yield pipe
    finally:
        thread.join()
        if errors:
            raise OSError("It could not be encrypted.") from errors[0]


def decrypt(source: IO[bytes], target: IO[bytes], identity: Path) -> None:
    try:
        pyrage.decrypt_io(source, target, identities_in(identity))
    except pyrage.DecryptError as error:
        raise WrongKeyError(
            "The backup cannot be decrypted: another key, or the file is damaged."
        ) from error
