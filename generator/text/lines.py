"""The lines of a quotation, such as those of verse, as lines or in one line with strokes between them."""


def tidied(text: str) -> str:
    """The text in its lines: any white space within a line is one space, any gap between paragraphs one empty line."""
    lines = [" ".join(line.split()) for line in text.strip().split("\n")]
    return "\n".join(line for number, line in enumerate(lines) if line or lines[number - 1])


def in_one(text: str) -> str:
    """The text in one line, with a stroke ( / ) where another line began."""
    return " / ".join(line for line in tidied(text).split("\n") if line)
