"""Rung after a commit that wrote something to send; the thread of this process listens, if any."""

import threading

bell = threading.Event()
