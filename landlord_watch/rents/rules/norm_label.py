"""What a row of a norm is called when nobody has called it anything; reads back as the same row."""

from landlord_watch.rents.rules.norms import NormRow


def label_of(row: NormRow) -> str:
    """`1-2 vuxna under 25 år + 3 barn, 2 rok (60)`, in the words that norm tables are written."""
    return f"{_adults(row)}{_ages(row)}{_children(row)}{_home(row)}"


def _adults(row: NormRow) -> str:
    if row.adults_max is None:
        return f"{row.adults_min} vuxna eller fler"
    if row.adults_min == row.adults_max:
        return f"{row.adults_min} {'vuxen' if row.adults_min == 1 else 'vuxna'}"
    return f"{row.adults_min}-{row.adults_max} vuxna"


def _ages(row: NormRow) -> str:
    least = "" if row.age_from is None else f" från {row.age_from} år"
    most = "" if row.age_under is None else f" under {row.age_under} år"
    return f"{least}{most}"


def _children(row: NormRow) -> str:
    least, most = row.children_min, row.children_max
    if most is None:
        return f" + {least} barn eller fler" if least else " med eller utan barn"
    if most == 0:
        return " utan barn"
    if least == 0:
        return f" utan barn eller + {most} barn"
    return f" + {least} barn" if least == most else f" + {least}-{most} barn"


def _home(row: NormRow) -> str:
    rooms = "" if row.rooms is None else f", {row.rooms} rok"
    if row.area_m2 is None:
        return rooms
    area = f"{row.area_m2:g}".replace(".", ",")
    return f"{rooms} ({area})" if rooms else f", {area} kvm"
