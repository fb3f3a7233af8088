"""The lines of a quotation, such as those of verse: kept where there is room for them, and marked by a stroke where there is one line."""


def kept(text: str) -> str:
    """The text with its lines, an empty one for any gap between paragraphs; within a line all white space is one space."""
    lines = [" ".join(line.split()) for line in text.strip().split("\n")]
    return "\n".join(line for number, line in enumerate(lines) if line or lines[number - 1])


def in_one(text: str) -> str:
    """The text in one line, with a stroke where another began."""
    return " / ".join(line for line in kept(text).split("\n") if line)
