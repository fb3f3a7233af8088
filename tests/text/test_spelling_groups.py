"""Words of a person's names that are one word in different spellings."""

from generator.text.spelling_groups import spelling_groups


def test_words_at_one_place_that_sound_alike_are_one() -> None:
    first, last = spelling_groups(["Sergei Shoigu", "Sergey Shoigu", "Сергей Шойгу", "세르게이 쇼이구"], "RU")
    assert {"sergei", "sergey", "сергеи"} <= {*first}
    assert {"shoigu", "шоигу", "shoygu"} <= {*last}
    assert "sergei" not in last


def test_a_name_of_one_word_is_held_against_the_last() -> None:
    assert spelling_groups(["Dmitry Peskov", "Песков"]) == (("peskov", "песков", "peskow"),)


def test_names_with_other_words_or_of_other_length_make_no_pair() -> None:
    assert spelling_groups(["Kim Jong Un", "김정은"]) == ()
    assert spelling_groups(["Ada Quill", "Bo Harris"]) == ()
    assert spelling_groups(["Un Lee", "Um Lee"]) == ()  # too short to be distinguished from other words
    assert spelling_groups([]) == ()


def test_a_name_with_an_apostrophe_is_found_as_it_is_typed_without_one() -> None:
    assert spelling_groups(["Neil D’Arcy"]) == (("arcy", "darcy"),)
    assert spelling_groups(["Kylian M'Bappé"]) == (("bappe", "mbappe"),)
    assert spelling_groups(["Ada O'Brien"]) == (("obrien", "brien"),)
    assert spelling_groups(["Ng'ang'a Mwangi"]) == ()  # which is one word already


def test_a_name_with_an_umlaut_is_found_as_it_is_typed_without_one() -> None:
    assert spelling_groups(["Jürgen Müller-Groß"]) == (("jurgen", "juergen"), ("muller", "mueller"))
    assert spelling_groups(["Søren Ek"]) == (("soren", "soeren"),)
