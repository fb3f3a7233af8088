"""The copy of a source that was read when its record was written. It is kept outside the archive."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from generator.text import transcripts
from generator.text.transcripts import Transcript


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a source: its text, and the SHA-256 of its bytes. Of a transcript with times the text has the words alone, each where it
    stands in the file."""

    text: str
    sha256: str
    transcript: Transcript | None = None

    @classmethod
    def of(cls, raw: bytes) -> Copy:
        """The copy in these bytes, which are UTF-8; raises ValueError where they are not, and says what to do."""
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as fault:
            raise ValueError(
                f"it is not UTF-8 text: {fault.reason} at byte {fault.start:,}; save it as UTF-8"
            ) from None
        if "\0" in text:  # so is UTF-16 without its mark: every second byte is zero
            raise ValueError(f"it is not UTF-8 text: a zero byte stands at {raw.index(0):,}; save it as UTF-8")
        transcript = transcripts.read(text.replace("\r\n", " \n"))  # of the same length
        return cls(transcript.text if transcript else text, hashlib.sha256(raw).hexdigest(), transcript)
