"""The sixteen home visits that have been made, the oldest first."""

from landlord_watch.cli.demo.landlord_list import Upkeep
from landlord_watch.cli.demo.pictures import Motif
from landlord_watch.cli.demo.scene import Found, Scene, Step, Who, Worry
from landlord_watch.visits.models import DeficiencyState, VisitPurpose
from landlord_watch.visits.shapes import Ending, Level

GOOD, FAIR, WORN, POOR = Upkeep
MINOR, MODERATE, SERIOUS, ACUTE = Level
REPORTED = DeficiencyState.REPORTED
PROMISED = DeficiencyState.PROMISED
CLAIMED = DeficiencyState.CLAIMED_FIXED
CONFIRMED = DeficiencyState.CONFIRMED_FIXED
NIGHT = "Nattskiftet Fastigheter AB"
IRON = "Järnladans Hem AB"
SUSPECTED = VisitPurpose.SUSPECTED_INDUCED_RELOCATION

SCENES = (
    Scene(
        *(150, GOOD, Who.ADULTS),
        resident_says="Trivs bra. Värden lagar det som går sönder.",
        is_reviewed=True,
    ),
    Scene(
        *(122, GOOD, Who.FAMILY),
        flag="none",
        child_says="Det är nära till skolan.",
        resident_says="Lugnt hus. Barnen har egna rum.",
        is_reviewed=True,
    ),
    Scene(
        *(110, FAIR, Who.ADULTS),
        found=(
            Found("CLI-05", MINOR, "Taklampan i hallen lyser inte.", "hall"),
            Found("CLI-03", MINOR, "Svagt drag vid köksfönstret.", "kitchen"),
        ),
        resident_says="Har sagt till om lampan.",
        is_reviewed=True,
    ),
    Scene(
        *(98, FAIR, Who.FAMILY),
        found=(
            Found("STR-03", MINOR, "En golvlist sitter löst.", "hall"),
            Found("CPO-01", MINOR, "Medicin på hög hylla, skåpet går inte att låsa.", "bathroom"),
        ),
        flag="none",
        child_says="Jag har en bästis i huset bredvid.",
        resident_says="Ska köpa ett lås till skåpet.",
        steps=(Step("STR-03", CONFIRMED, 30, "Listen sitter fast, säger den boende.", True),),
        is_reviewed=True,
    ),
    Scene(
        *(90, WORN, Who.FAMILY),
        found=(
            Found(
                *("DMP-02", MODERATE, "Fuktfläck på yttervägg, ungefär en meter bred.", "living"),
                photo=Motif.DAMP,
                caption="Fuktfläck vid taket",
            ),
        ),
        flag="none",
        child_says="Det luktar konstigt när det regnar.",
        resident_says="Fläcken har blivit större sedan i våras.",
        steps=(
            Step("DMP-02", REPORTED, 3, "Skickat till hyresvärden med bild."),
            Step("DMP-02", PROMISED, 12, "Hyresvärden säger att fasaden ses över före vintern."),
        ),
        is_reviewed=True,
    ),
    Scene(
        *(77, POOR, Who.FAMILY),
        let_by=NIGHT,
        purpose=SUSPECTED,
        found=(
            Found(
                *("DMP-01", MODERATE, "Svarta prickar i hörnet bakom barnets säng."),
                in_childs_room=True,
                photo=Motif.MOULD,
                caption="Påväxt i hörnet bakom sängen",
            ),
            Found("CLI-04", MINOR, "Ventilen i badrummet är igensatt av damm.", "bathroom"),
            Found(
                *("CLI-03", MINOR, "Fönstret går att stänga men drar.", "living"),
                photo=Motif.WINDOW,
                caption="Spricka i innerrutan",
            ),
        ),
        flag="none",
        child_says="Jag hostar på natten.",
        resident_says="Har ringt förvaltaren tre gånger. Ingen har kommit.",
        steps=(
            Step("DMP-01", REPORTED, 2, "Skickat till hyresvärden och förvaltaren med bild."),
            Step("DMP-01", CLAIMED, 25, "Förvaltaren skriver att hörnet är målat."),
        ),
        is_reviewed=True,
    ),
    Scene(
        *(64, POOR, Who.ADULTS),
        let_by=NIGHT,
        found=(
            Found("WAT-02", SERIOUS, "Inget varmvatten sedan nio dagar.", "bathroom", value=14.0),
            Found(
                *(
                    "DMP-03",
                    SERIOUS,
                    "Vatten rinner ned bakom kaklet, golvet är mjukt.",
                    "bathroom",
                ),
                photo=Motif.DRAIN,
                caption="Golvbrunnen, vatten står kvar",
            ),
            Found(
                *("CLI-02", MODERATE, "Elementet i sovrummet är kallt."),
                photo=Motif.RADIATOR,
                caption="Kallt element med rost",
            ),
        ),
        resident_says="Duschar hos en vän. Hyran är densamma.",
        steps=(
            Step("WAT-02", REPORTED, 0, "Ringt hyresvärden från besöket."),
            Step("WAT-02", CLAIMED, 6, "Hyresvärden: varmvattenberedaren är bytt."),
            Step("WAT-02", CONFIRMED, 9, "Den boende har varmt vatten igen.", True),
            Step("DMP-03", REPORTED, 0, "Ringt hyresvärden från besöket."),
            Step("DMP-03", PROMISED, 8, "Rörmokare ska komma, säger hyresvärden."),
        ),
        is_reviewed=True,
    ),
    Scene(
        *(58, POOR, Who.ANYBODY),
        let_by=IRON,
        purpose=SUSPECTED,
        found=(
            Found("CLI-05", MODERATE, "Sovrummet har inget fönster."),
            Found("WAT-05", MODERATE, "Lukt ur avloppet i köket.", "kitchen"),
            Found("PES-02", MODERATE, "Spillning under diskbänken.", "kitchen"),
        ),
        skipped=("FIR-07",),
        resident_says="Fick nycklarna på parkeringen. Har inte träffat värden.",
        steps=(
            Step("PES-02", REPORTED, 4, "Anmält till hyresvärden, saneringsfirma efterfrågad."),
        ),
        is_reviewed=True,
    ),
    Scene(
        *(49, WORN, Who.FAMILY),
        found=(
            Found(
                *("CLI-02", SERIOUS, "Elementen är kalla i hela lägenheten, 16 grader.", "living"),
                photo=Motif.RADIATOR,
                caption="Elementet i vardagsrummet",
            ),
        ),
        flag="none",
        child_says="Jag har täckjacka när jag ser på tv.",
        resident_says="Fryser sedan två veckor. Felanmält till värden.",
        steps=(
            Step("CLI-02", REPORTED, 0, "Ringt hyresvärden från besöket, jouren kommer i kväll."),
            Step("CLI-02", CLAIMED, 1, "Hyresvärden: pumpen är bytt."),
            Step("CLI-02", CONFIRMED, 29, "21 grader vid uppföljningen.", True),
        ),
        is_reviewed=True,
    ),
    Scene(
        *(41, POOR, Who.FAMILY),
        let_by=NIGHT,
        purpose=SUSPECTED,
        found=(
            Found(
                *("FIR-09", ACUTE, "Bara ledare i ett trasigt uttag vid barnets säng."),
                in_childs_room=True,
                done="Strömmen till rummet bröts vid elcentralen, familjen sover i vardagsrummet",
                photo=Motif.SOCKET,
                caption="Uttaget vid sängen",
            ),
            Found(
                *("FIR-05", MODERATE, "Fläkten full av fett, sotmärken ovanför spisen.", "kitchen"),
                photo=Motif.STOVE,
                caption="Sot ovanför spisen",
            ),
        ),
        flag="danger",
        child_says="Det sprakade och luktade bränt i natt.",
        resident_says="Förvaltaren sa att vi inte skulle röra uttaget, så vi lät bli.",
        steps=(
            Step("FIR-09", REPORTED, 0, "Ringt hyresvärden, elektriker beställd samma dag."),
            Step("FIR-09", CLAIMED, 2, "Kvitto från elektriker."),
            Step("FIR-09", CONFIRMED, 5, "Familjen visar det nya uttaget på bild.", True),
        ),
        worry=Worry(
            seen="Trasigt uttag med bara ledare en decimeter från barnets kudde. Barnet säger att "
            "det sprakade i natt.",
            thought="Barnet kan ha kommit åt ledarna. Strömmen är nu bruten.",
            is_immediate_danger=True,
            is_acknowledged=True,
        ),
        is_reviewed=True,
    ),
    Scene(33, WORN, Who.ADULTS, ending=Ending.DECLINED),
    Scene(
        *(30, FAIR, Who.FAMILY),
        ending=Ending.WITHDRAWN,
        found=(Found("ENT-02", MODERATE, "Låskolven går inte in helt.", "hall"),),
    ),
    Scene(24, FAIR, Who.ADULTS, ending=Ending.NOBODY_HOME),
    Scene(
        *(20, WORN, Who.FAMILY),
        again=49,
        purpose=VisitPurpose.FOLLOW_UP,
        found=(Found("CLI-03", MINOR, "Svagt drag vid balkongdörren.", "living"),),
        flag="none",
        child_says="Nu är det varmt.",
        resident_says="Bra att det blev gjort.",
    ),
    Scene(
        *(12, POOR, Who.FAMILY),
        let_by=NIGHT,
        found=(
            Found(
                *("FIR-01", SERIOUS, "Brandvarnaren saknar batteri.", "hall"),
                is_fixed=True,
                value=0.0,
                photo=Motif.SMOKE_ALARM,
                caption="Brandvarnaren före batteribytet",
            ),
            Found("CSL-02", MODERATE, "Barnet sover på en madrass på kallt golv."),
            Found(
                *("ENT-02", MODERATE, "Dörrkarmen är uppbruten vid låset.", "hall"),
                photo=Motif.DOOR,
                caption="Karmen vid låset",
            ),
        ),
        flag="worry",
        child_says="Jag är rädd när någon rycker i dörren.",
        resident_says="Vi har bett om nytt lås sedan i augusti.",
        worry=Worry(
            seen="Barnet sover på golvet innanför en dörr som inte går att låsa, och säger sig "
            "vara rädd om nätterna.",
            thought="Familjen tycks göra vad den kan. Oron gäller dörren och sovplatsen.",
            is_immediate_danger=False,
            is_acknowledged=False,
        ),
        lacks_photo=True,
    ),
    Scene(
        *(6, POOR, Who.ADULTS),
        let_by=NIGHT,
        found=(
            Found(
                *("WAT-05", MODERATE, "Avloppet i duschen är trögt.", "bathroom"),
                photo=Motif.DRAIN,
                caption="Duschbrunnen",
            ),
        ),
        versions=(
            (
                Found(
                    *("WAT-05", MODERATE, "Duschen och handfatet rinner undan långsamt."),
                    room="bathroom",
                    caption="Duschbrunnen",
                ),
                Found("KIT-02", MINOR, "Kylskåpet håller tio grader.", "kitchen"),
            ),
            (
                Found(
                    *("WAT-05", SERIOUS, "Avloppet svämmade över när köket spolades."),
                    room="bathroom",
                    caption="Duschbrunnen",
                ),
                Found("CLI-04", MINOR, "Fläkten i badrummet suger inte.", "bathroom"),
            ),
        ),
        resident_says="Grannen under har också problem.",
    ),
)
