"""How the installation is: what monitoring asks for, and the page "Zustand" in the CMS.

``runs`` stores when ``daily`` and backups last ran, ``checks`` puts together what is well and what
is not, ``middleware`` answers ``/healthz`` and ``/readyz`` before everything else.
"""
