"""The body of a story in its parts."""

from generator.text import sections


def test_headings_of_the_second_level_open_parts_and_others_do_not() -> None:
    found = sections.split_sections(
        "Before.\n\n## The *first* [[ada|Ada]] {#one}\n\nWords.\n\n### Within {#no}\n\nMore.\n##Second { #two }\nLast.\n"
    )
    assert found.before == "Before.\n\n"
    assert [(part.id, part.title, part.text) for part in found.parts] == [
        ("one", "The first Ada", "Words.\n\n### Within {#no}\n\nMore."),
        ("two", "Second", "Last."),
    ]


def test_a_heading_without_an_id_opens_a_part_that_has_none_and_says_where_it_is() -> None:
    body = "## One\nA.\n\n## {#two}\nB."
    assert [(part.id, part.title, body[part.start :][:4]) for part in sections.split_sections(body).parts] == [
        ("", "One", "## O"),
        ("two", "", "## {"),
    ]


def test_what_looks_like_a_heading_within_code_opens_no_part() -> None:
    assert sections.split_sections("```\n## One {#one}\n```\n").parts == ()
    assert sections.split_sections("").parts == ()
