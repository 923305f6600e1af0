"""What a refusal about a case against another municipality says to people, by its code."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

CASE_SENTENCES: Final[Mapping[str, LazyString]] = {
    "case_open_already": lazy_gettext(
        "Hushållet har redan ett ärende som är öppet. Fortsätt i det, eller avsluta det först."
    ),
    "case_closed": lazy_gettext(
        "Ärendet avslutades {closed_on}. Öppna ett nytt om något har hänt sedan dess."
    ),
    "case_letter_step_unexplained": lazy_gettext(
        "Gör brevet här och anteckna det som skickat. Skickades det på annat sätt: skriv hur i "
        "anteckningen."
    ),
    "case_letter_out_of_place": lazy_gettext(
        "Det brevet passar inte där spåret står nu. Läs om sidan."
    ),
    "case_day_outside": lazy_gettext(
        "Välj en dag från den då ärendet öppnades till och med {latest_on}."
    ),
    "case_unjudged": lazy_gettext(
        "Skriv först vad ärendet bedöms vara, med skäl. Sedan kan det avslutas."
    ),
    "case_under_way": lazy_gettext(
        "Något spår mot den andra kommunen pågår. Avsluta det först, med dag och orsak."
    ),
    "case_municipality_not_known": lazy_gettext(
        "Det framgår inte vilken kommun hushållet kom från. Välj den under Ändra ärendet först."
    ),
    "case_municipality_asked": lazy_gettext(
        "Något är redan begärt av kommunen som står här, så den kan inte bytas. Avsluta "
        "ärendet och öppna ett nytt mot den andra."
    ),
    "case_account_empty": lazy_gettext("Skriv vad personen berättade, med personens egna ord."),
    "case_account_day_outside": lazy_gettext(
        "Välj en dag som har kommit, senast {latest_on}, och inte före den då det berättades."
    ),
    "case_account_not_heard": lazy_gettext(
        "Det kan inte skrivas under innan personen har bekräftat det. Rätta berättelsen först."
    ),
    "case_account_settled": lazy_gettext(
        "Berättelsen är redan uppläst, rättad eller tillbakatagen. Läs om sidan."
    ),
    "case_assessment_without_reasons": lazy_gettext("Skriv varför det bedöms så."),
    "case_outcome_without_ground": lazy_gettext(
        "Det som står i ärendet räcker inte för den bedömningen. Läs vad den kräver bredvid."
    ),
    "case_outcome_without_account": lazy_gettext(
        "För att något ska vara konstaterat ska personen ha bekräftat sin berättelse. Läs upp "
        "den först, eller bedöm det som misstänkt."
    ),
    "case_outward_unchecked": lazy_gettext(
        "Ingen har prövat om den andra kommunen får veta något. Gör prövningen av skydd och "
        "sekretess först."
    ),
    "case_nobody_consented": lazy_gettext(
        "Prövningen vilar på samtycke, och alla som har berättat har inte sagt ja. Be om "
        "samtycke, eller gör en ny prövning med en annan grund."
    ),
    "case_secrecy_without_reasons": lazy_gettext(
        "Skriv varför uppgifterna får lämnas ut utan samtycke, och med stöd av vad."
    ),
    "case_step_out_of_turn": lazy_gettext(
        "Det kan inte hända just nu: ett svar kommer efter en begäran, och varje steg en gång. "
        "Läs om sidan och se vad som kan följa."
    ),
    "case_step_before_the_last": lazy_gettext(
        "Det förra steget togs {last_on}. Välj den dagen eller en senare."
    ),
    "case_step_in_the_future": lazy_gettext("Välj en dag som har kommit, senast {today}."),
    "case_applied_too_early": lazy_gettext(
        "Den andra kommunen har till och med {last_on} på sig att svara. Utan ett nej kan IVO "
        "få en ansökan dagen efter."
    ),
    "case_another_transfer_open": lazy_gettext(
        "En begäran om överflyttning pågår redan i ärendet. Avsluta den först."
    ),
    "best_interest_not_a_child": lazy_gettext(
        "Personen var inte ett barn i hushållet den dagen. Kontrollera dagen, eller födelsedagen."
    ),
    "best_interest_child_not_heard": lazy_gettext(
        "Skriv vad barnet tycker, eller varför barnet inte har hörts."
    ),
    "best_interest_without_reasons": lazy_gettext(
        "Skriv vad som beslutades, och varför det avviker från det som är bäst för barnet."
    ),
    "best_interest_in_the_future": lazy_gettext("Välj en dag som har kommit, senast {today}."),
    "best_interest_follow_up_not_later": lazy_gettext(
        "Barnets bästa prövades {decided_on}. Välj en senare dag."
    ),
    "best_interest_settled": lazy_gettext(
        "Prövningen är redan rättad eller tillbakatagen. Läs om sidan."
    ),
    "best_interest_followed_up": lazy_gettext(
        "Den är redan uppföljd, eller har ingen dag att följas upp."
    ),
    "cost_amount_not_positive": lazy_gettext("Skriv ett belopp över noll."),
    "cost_month_in_the_future": lazy_gettext("Månaden har inte börjat. Välj en tidigare."),
    "cost_recorded_already": lazy_gettext(
        "En sådan kostnad finns redan för månaden. Ta tillbaka den först, och skriv hela beloppet."
    ),
    "claim_day_outside": lazy_gettext("Välj en dag från {earliest_on} till och med {latest_on}."),
    "claim_part_not_within": lazy_gettext(
        "Skriv hur mycket de går med på: mer än noll och mindre än det som begärdes."
    ),
    "claim_answered": lazy_gettext("Kravet är redan besvarat. Läs om sidan."),
    "claim_has_payments": lazy_gettext(
        "Pengar har kommit för kravet. Ta tillbaka betalningarna först, om de är fel."
    ),
    "claim_taken_back": lazy_gettext("Kravet är tillbakataget. Läs om sidan."),
    "recovered_more_than_claimed": lazy_gettext(
        "Det blir mer än det som begärdes. Stämmer beloppet, kryssa i det längst ned."
    ),
    "case_time_in_the_future": lazy_gettext("Välj en dag som har kommit, senast {today}."),
    "case_time_ends_before_it_began": lazy_gettext(
        "Tiden började {began_on}. Välj den dagen eller en senare."
    ),
    "case_time_not_ruled": lazy_gettext(
        "Det fanns ingen regel om en sådan tid {on}. Kontrollera dagen."
    ),
    "case_time_runs": lazy_gettext(
        "Den tiden går redan i ärendet. Anteckna den som klar, eller ta tillbaka den, först."
    ),
    "case_time_over": lazy_gettext("Tiden är redan klar eller tillbakatagen. Läs om sidan."),
    "case_times_under_way": lazy_gettext(
        "Någon av våra egna tider går ännu i ärendet. Anteckna den som klar, eller ta tillbaka "
        "den, först."
    ),
    "case_basis_lacks": lazy_gettext(
        "Underlaget för överflyttning är inte klart. Fyll i det som saknas först."
    ),
    "case_annexes_lack": lazy_gettext(
        "Bilagor som brevet behöver saknas. Lägg till dem i listan över bilagor först."
    ),
    "case_no_transfer_track": lazy_gettext(
        "Underlag och bilagor hör till en begäran om överflyttning."
    ),
    "case_basis_written_meanwhile": lazy_gettext(
        "Någon annan har sparat underlaget sedan du öppnade det. Kopiera det du har skrivit och "
        "läs om sidan."
    ),
    "case_annex_untitled": lazy_gettext("Skriv vad handlingen heter."),
    "no_statute_in_force": lazy_gettext(
        "Det finns ingen paragraf för det den {on}. Kontrollera dagen."
    ),
}
