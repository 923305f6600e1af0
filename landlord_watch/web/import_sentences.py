"""What refusals about lists say to people, by their codes."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

IMPORT_SENTENCES: Mapping[str, LazyString] = {
    "import_file_unreadable": lazy_gettext("Filen går inte att läsa."),
    "import_file_read_already": lazy_gettext(
        "Samma fil är redan inläst. Inget nytt har lagts till."
    ),
    "import_columns_missing": lazy_gettext("Peka ut de kolumner som måste finnas."),
    "import_column_named_twice": lazy_gettext("Två kolumner kan inte betyda samma sak."),
    "import_nothing_chosen": lazy_gettext("Välj vad som ska läsas in."),
    "import_plan_moved": lazy_gettext(
        "Registret har ändrats sedan listan granskades. Granska den igen. Inget är inläst."
    ),
    "import_not_ready": lazy_gettext(
        "Det går inte längre: listan är redan inläst, ångrad eller undanlagd."
    ),
    "import_begun_already": lazy_gettext("Listan läses redan in. Vänta tills den är klar."),
    "import_broke_down": lazy_gettext(
        "Det gick inte att läsa in listan. Inget är inläst. Granska den igen och försök på nytt."
    ),
    "import_undo_blocked": lazy_gettext(
        "Listan kan inte ångras, för annat vilar på det den förde in. Se vad som står i vägen."
    ),
    "import_row_not_undecided": lazy_gettext("Raden behöver inget val, eller inte det valet."),
    "payment_recorded_already": lazy_gettext(
        "En utbetalning med samma nummer finns redan. Granska listan igen. Inget är inläst."
    ),
}

IMPORT_ACTIONS: Mapping[str, LazyString] = {
    "imports.register": lazy_gettext("Arbetade med en lista över registret"),
    "imports.cases": lazy_gettext("Arbetade med en lista över hyresförhållanden eller betalningar"),
    "import.received": lazy_gettext("Lämnade in en lista"),
    "import.committed": lazy_gettext("Läste in en lista"),
    "import.undone": lazy_gettext("Ångrade en inläst lista"),
    "import.taken_back": lazy_gettext("Tog tillbaka något som en lista förde in"),
    "import.put_away": lazy_gettext("Lade undan en lista"),
    "payment.recorded": lazy_gettext("Förde in en utbetalning"),
    "payee_account.noted": lazy_gettext("Antecknade ett betalkonto"),
    "payee_account.looked_at": lazy_gettext("Granskade ett ändrat betalkonto"),
}
