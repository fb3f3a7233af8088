"""Recognises, by name, files left over by an editor, a version control system or an operating system."""

from __future__ import annotations

import re
from collections.abc import Collection

SYNCHRONISED = "a program that synchronises files"
"""Marks copies made by a sync program: the author may have written more in them than in the file itself."""

_LEFTOVERS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\A(?:{pattern})\Z", re.IGNORECASE), whose)
    for pattern, whose in (
        (r".+\.(md|yml|txt|html|css|js)\.new", "`archive upgrade`"),
        (r"\.ds_store|\._.+|\.appledouble|\.localized|icon\r", "macOS"),
        (r"thumbs\.db|ehthumbs\.db|desktop\.ini|\$recycle\.bin|.+:zone\.identifier", "Windows"),
        (r".+\.(orig(\.\d+)?|rej|mine|r\d+)|.+[._](base|local|remote|backup)[._]\d+\.\w+", "a merge"),
        (
            r".+\.sync-conflict-[\w-]+(?:\.\w+)?|[^(]+ \([^()]*conflicted copy [\d-]+(?: \d+)?\)\.\w+|\.?.+\.icloud",
            SYNCHRONISED,
        ),
        (r".+\.(crdownload|part|partial|filepart)|.+\.(yml|yaml|md)\.\d+", "a download"),
        (r"\.~lock\..+#|~\$.+", "an office program"),
        (
            (
                r".+~|#.+#|\.#.+|\.?.+\.sw[a-px]|.+\.(bak|bck|bkp|backup|tmp|temp|old|save|sav|autosave|lck|lock)"
                r"|.+[._](bak|old|backup|copy)\.(yml|yaml|md)|\.nfs[0-9a-f]{8,}|.+\.kate-swp|4913|.+___jb_(tmp|old)___"
            ),
            "an editor",
        ),
    )
)


def leftover_program(name: str) -> str | None:
    """The program that leaves files of this name, as the subject of a sentence, such as "macOS"; None if it is an
    author's file."""
    return next((whose for pattern, whose in _LEFTOVERS if pattern.match(name)), None)


_COPIES = re.compile(
    r"cop(?:y|ie|ia|ias|ii)|[kc]op[ií]a|kopi(?:e|a|i|o|ja|ya)?|kopya|duplicate|duplikat|másolat|kopija"
    r"|копи[яйї]|копія|αντίγραφο|コピー|副本|拷贝|複本|복사본|사본|نسخة|עותק|प्रतिलिपि|สำเนา|bản sao|salinan",
    re.IGNORECASE,
)
"""A copy, in the languages of file managers. Copies in others are taken for records with a name that is not an id."""


def copied_file(name: str, beside: Collection[str]) -> str | None:
    """The file in `beside` that a file of this name is a copy of, as file managers name copies: "wall (1).yml", "wall
    copy.yml", "Kopie von wall.yml" next to "wall.yml". None if there is no such file, or the name has other words."""
    stem, dot, ending = name.rpartition(".")
    words = stem.split(" ")
    if len(words) < 2:
        return None
    for part, more in ((words[0], words[1:]), (words[-1], words[:-1])):
        rest = " ".join(more)
        if f"{part}{dot}{ending}" in beside and (not any(map(str.isalpha, rest)) or _COPIES.search(rest)):
            return f"{part}{dot}{ending}"
    return None
