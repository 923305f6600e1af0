"""What a transfer is asked for on, and what a writer puts in places that nothing known fills."""

from datetime import date

#: The facts that IVO asks for, as they are written once in the case.
BASIS = {
    "ties": "Barnen har gått i skola där i sex år, och mormor bor där.",
    "stance": "wants",
    "wishes": "Familjen vill flytta tillbaka till barnens skola och vänner.",
    "view_of_child": "Elin säger att hon saknar sin klass.",
    "representative": "none",
    "ongoing": "Ekonomiskt bistånd och stöd till föräldrarna.",
    "ongoing_subject": "financial_assistance",
    "lasts_until": date(2026, 12, 31),
    "duration": "Så länge gäller beslutet.",
    "circumstances": "Bostaden här är tillfällig.",
    "child_short_term": "Barnet mår sämre av att byta skola.",
    "child_long_term": "På sikt behöver barnet sitt nätverk.",
}
#: What nothing but its writer knows of an appeal.
REQUEST = {"skriv här": "Inspektionen har inte vägt in barnens skolgång."}
