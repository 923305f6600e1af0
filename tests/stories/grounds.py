"""What a writer puts in places that no register fills."""

#: Of a request for transfer.
REQUEST = {
    "starkast anknytning": "Barnen har gått i skola där i sex år, och mormor bor där.",
    "egna önskemål": "Familjen vill flytta tillbaka till barnens skola och vänner.",
    "pågående ärende": "Ekonomiskt bistånd och stöd till föräldrarna.",
    "lagrum för ärendet": "11 kap. 1 § och 12 kap. 1 § socialtjänstlagen (2025:400)",
    "hur länge": "Beslutet gäller till och med den 31 december 2026.",
    "andra omständigheter": "Barnen mår sämre av att byta skola; på sikt behöver de sitt nätverk.",
    "bilagor": "1. Protokollsutdrag. 2. Begäran. 3. Beslutsunderlag.",
    "skriv här": "Inspektionen har inte vägt in barnens skolgång.",
}
