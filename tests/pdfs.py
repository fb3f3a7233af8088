"""Makes PDFs (ISO 32000) from lines of ASCII text."""

from collections.abc import Sequence


def pdf(pages: Sequence[Sequence[str]], title: str, author: str = "", on_pages: str = "") -> bytes:
    """A PDF whose pages have these lines, in Helvetica, which is not embedded. `on_pages` are further entries of each
    page's dictionary."""
    of_page = [4 + 2 * number for number in range(len(pages))]
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{' '.join(f'{n} 0 R' for n in of_page)}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, lines in zip(of_page, pages, strict=True):
        shown = "".join(f"({line}) Tj T* " for line in lines)
        content = f"BT /F1 9 Tf 12 TL 40 780 Td {shown} ET"
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {number + 1} 0 R/Resources<</Font<</F1 3 0 R>>>>{on_pages}>>",
            f"<</Length {len(content)}>>stream\n{content}\nendstream",
        ]
    objects.append(f"<</Title({title}){f'/Author({author})' if author else ''}>>")
    text, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer<</Size {size}/Root 1 0 R/Info {size - 1} 0 R>>\nstartxref\n{len(text)}\n%%EOF"
    return f"{text}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode()
