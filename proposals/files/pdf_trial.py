"""A PDF is opened in a process of its own first: some end the program that reads them.

A file of 759 bytes does so to qpdf 12.4.2 (tests/proposals/files/test_pdf_trial.py).
"""

import subprocess  # nosec B404  # a fixed program without a shell
import sys

SECONDS = 20
PROGRAM = """
import io, sys, pikepdf
with pikepdf.open(io.BytesIO(sys.stdin.buffer.read()), attempt_recovery=False) as pdf:
    len(pdf.objects), len(pdf.pages), str(pdf.docinfo), len(pdf.attachments)
"""


def is_deadly(content: bytes) -> bool:
    """Say whether a PDF ends, or holds up, the program that opens it."""
    command = [sys.executable, "-I", "-c", PROGRAM]
    try:
        done = subprocess.run(  # noqa: S603  # a fixed program; the file is its input
            command, input=content, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode < 0
