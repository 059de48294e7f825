"""The order of names as people read them."""

from scenarios.reading_order import reading_order


def test_digits_sort_as_numbers_and_yo_as_ye() -> None:
    names = ["линия 10", "Линия 9", "ёлка", "еда", "жук", "линия 09", "линия " + "9" * 5000, "линия 0"]
    assert sorted(names, key=reading_order) == [
        *("еда", "ёлка", "жук", "линия 0", "Линия 9", "линия 09", "линия 10"),
        "линия " + "9" * 5000,
    ]
