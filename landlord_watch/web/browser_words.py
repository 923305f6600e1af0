"""What a browser says of itself, in words: enough for its owner to know it again."""

#: The first that is found counts: the later ones pretend to be the earlier, by old custom.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def words_of_browser(says: str) -> str:
    """As `Firefox, Windows`; empty for what says nothing that is known."""
    found = (
        next((words for mark, words in table if mark in says), None)
        for table in (BROWSERS, MACHINES)
    )
    return ", ".join(words for words in found if words)
