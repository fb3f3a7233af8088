"""The lines of a quotation, such as verse, as separate lines or on one line separated by slashes."""


def normalise_lines(text: str) -> str:
    """The text with its line breaks: white space inside a line becomes one space, a gap between paragraphs one empty
    line."""
    lines = [" ".join(line.split()) for line in text.strip().split("\n")]
    return "\n".join(line for number, line in enumerate(lines) if line or lines[number - 1])


def on_one_line(text: str) -> str:
    """The text on one line, with " / " for each line break."""
    return " / ".join(line for line in normalise_lines(text).split("\n") if line)
