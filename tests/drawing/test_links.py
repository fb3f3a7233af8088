from __future__ import annotations

from random import Random

from generator.drawing import links


def test_what_is_remembered_while_names_move_is_what_would_be_worked_out_anew() -> None:
    chance = Random(5)  # noqa: S311 - no need for a secure generator
    ties = ((0, 1, 9), (1, 2, 4), (2, 3, 3), (0, 3, 2), (3, 4, 1))
    layout = links.Layout(links.SHEETS["wide"], (80.0, 120.0, 60.0, 90.0, 70.0), ties)
    cells = layout.cells()

    def somewhere() -> links.Spot:
        return links.Spot(*chance.choice(cells), chance.choice(links.SIDES))

    layout.place_all([somewhere() for _ in range(5)])
    for _ in range(60):
        before = [layout.cost(n) for n in range(5)]
        undo = layout.try_out({n: somewhere() for n in chance.sample(range(5), 2)})
        anew = links.Layout(layout.sheet, layout.widths, ties)
        anew.place_all(layout.spots)
        assert [layout.cost(n) for n in range(5)] == [anew.cost(n) for n in range(5)]
        if chance.random() < 0.7:
            undo()
            assert [layout.cost(n) for n in range(5)] == before
