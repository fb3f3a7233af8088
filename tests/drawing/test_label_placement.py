"""The placing of labels."""

from itertools import combinations

from generator.drawing.label_placement import RADIUS, Label, Room, Spot, overlap, place_labels


def room(*marks: tuple[float, float]) -> Room:
    made = Room(0, 0, 400, 300)
    for x, y in marks:
        made.occupy_mark(x, y)
    return made


def placed(marks: list[tuple[float, float]], widths: tuple[float, ...] = (120, 60, 40)) -> dict[int, Spot]:
    return place_labels([Label(x, y, widths) for x, y in marks], room(*marks))


def test_a_label_stands_beside_its_mark() -> None:
    (spot,) = placed([(100, 100)]).values()
    assert spot.form == 0
    assert spot.leader is None
    assert spot.box[0] - 100 < 3 * RADIUS
    assert spot.box[1] < 100 < spot.box[3]


def test_words_stand_on_no_other_words_and_on_no_mark() -> None:
    marks = [(60.0 + 9 * n, 120.0 + 13 * (n % 5)) for n in range(20)]
    boxes = [spot.box for spot in placed(marks).values()]
    assert len(boxes) > 10
    assert not any(overlap(a, b) for a, b in combinations(boxes, 2))
    dots = [(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in marks]
    assert not any(overlap(box, dot) for box in boxes for dot in dots)


def test_words_stay_within_the_drawing() -> None:
    marks = [(2.0, 2.0), (398.0, 2.0), (2.0, 298.0), (398.0, 298.0)]
    boxes = [spot.box for spot in placed(marks).values()]
    assert len(boxes) == 4
    assert all(b[0] >= 0 and b[1] >= 0 and b[2] <= 400 and b[3] <= 300 for b in boxes)


def test_a_label_too_long_for_the_drawing_is_shortened() -> None:
    (spot,) = placed([(200, 150)], widths=(900, 500, 50)).values()
    assert spot.form == 2


def test_a_label_for_which_there_is_no_room_is_left_out() -> None:
    assert placed([(200, 150)], widths=(900,)) == {}


def test_a_line_leads_to_words_that_stand_apart() -> None:
    crowded = room((200, 150))
    crowded.occupy((100, 110, 198, 190))
    crowded.occupy((202, 110, 300, 190))
    crowded.occupy((190, 110, 210, 140))
    crowded.occupy((190, 160, 210, 190))
    (spot,) = place_labels([Label(200, 150, (80,))], crowded).values()
    assert spot.leader is not None


def test_nothing_to_place_is_nothing_placed() -> None:
    assert place_labels([], room()) == {}
