"""Forms of lists: giving a file, saying how it is read, and what of it is taken in."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import date

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString
from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import FileStorage

from landlord_watch.imports.rules.kind import KindName
from landlord_watch.infra.sheets import MOST_FILE_BYTES, Wishes
from landlord_watch.web import forms, import_words

#: Its name is shown, and never used as a path.
LONGEST_NAME = 160


class CorrectedForm(forms.OfficeForm):
    """A file with rows that were put right."""

    file = FileField(lazy_gettext("Fil"), [FileRequired(lazy_gettext("Välj en fil."))])

    def read_file(self) -> tuple[str, bytes]:
        """The file's name and what is in it; one byte more than may be, where it is too large."""
        given: FileStorage = self.file.data
        with closing(given):
            content = given.stream.read(MOST_FILE_BYTES + 1)
        return (given.filename or "")[:LONGEST_NAME], content


class GivenForm(CorrectedForm):
    """A file, and what it is of."""

    kind = forms.OneOfField(
        lazy_gettext("Vad är det en lista över?"),
        [forms.required(lazy_gettext("Välj vad listan är över."))],
        choices=import_words.KINDS,
    )
    source = forms.TextField(
        lazy_gettext("Varifrån kommer listan?"),
        [forms.required(lazy_gettext("Skriv varifrån listan kommer.")), forms.at_most(80)],
    )
    as_of_on = forms.DayField(
        lazy_gettext("Uppgifterna gäller den"),
        [forms.required(lazy_gettext("Skriv ett datum."))],
    )
    is_full = forms.OneOfField(
        lazy_gettext("Är listan hel?"),
        [forms.required(lazy_gettext("Välj om listan är hel."))],
        choices={
            "no": lazy_gettext("Nej, den har bara en del"),
            "yes": lazy_gettext("Ja, det som inte står i den finns inte längre"),
        },
    )


def given_form(kinds: Iterable[KindName], today: date) -> GivenForm:
    """The form of these kinds of lists."""
    form = GivenForm(as_of_on=today)
    words = {kind.value: import_words.KINDS[kind.value] for kind in kinds}
    form.kind.choices = [(value, str(said)) for value, said in words.items()]
    return form


class ReadingForm(forms.OfficeForm):
    """How a file is to be read."""

    sheet = forms.TextField(lazy_gettext("Blad"), [forms.at_most(80)])
    encoding = forms.ChoiceField(lazy_gettext("Tecken"), choices=import_words.ENCODINGS)
    delimiter = forms.ChoiceField(
        lazy_gettext("Mellan kolumnerna står"), choices=import_words.DELIMITERS
    )
    header_row = forms.WholeNumberField(
        lazy_gettext("Rubrikerna står på rad"), [forms.if_filled()], least=0, most=100_000
    )

    def wishes(self) -> Wishes:
        """What was asked for; empty: as it seems best."""
        return Wishes(self.sheet.data or "", self.encoding.data or "", self.delimiter.data or "")


class GroupsForm(forms.OfficeForm):
    """What of a list is to be taken in; nothing is ticked for anybody."""

    groups = forms.SeveralOfField(lazy_gettext("Vad ska läsas in?"), choices=import_words.GROUPS)


def groups_form(counts: Mapping[str, int]) -> GroupsForm:
    """The groups there are any rows of, with how many."""
    form = GroupsForm()
    known: Mapping[str, LazyString] = import_words.GROUPS
    form.groups.choices = [
        (value, f"{words}: {counts[value]}") for value, words in known.items() if counts.get(value)
    ]
    return form
