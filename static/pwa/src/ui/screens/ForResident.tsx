/** What was written, to be shown to or read aloud for the resident, in the language they were asked in. */

import { useSignal } from "@preact/signals";
import { askedLanguage, spokenOf, useConsentTexts, type SpokenText } from "../consentTexts";
import { Button } from "../parts/buttons";
import { Languages } from "../parts/Languages";
import { SYMBOLS } from "../parts/Level";
import { Notice } from "../parts/Notice";
import { SaidLine } from "../parts/Said";
import { Sheet } from "../parts/Sheet";
import { language, t } from "../tongue";
import { textFor } from "../views/consents";
import { checklistLanguage, homeStanding } from "../views/resident";
import { foundIn, type Found } from "../views/summary";
import { useVisit } from "../visit";

interface LineProps {
  readonly found: Found;
  readonly text: SpokenText;
}

/** A deficiency: how serious in the reader's words, what it is in the checklist's. */
function Line({ found, text }: LineProps) {
  const tongue = checklistLanguage(text.language);
  const { levels, fixed } = text.on_tablet;
  return (
    <li>
      <p>
        <span class="level" data-level={found.level}>
          <span aria-hidden="true">{SYMBOLS[found.level]}</span>
          {levels[found.level]}
        </span>{" "}
        <bdi lang={tongue}>{(found.described ?? found.question)[tongue]}</bdi>
      </p>
      <p class="small quiet">
        <bdi lang={tongue}>{found.question[tongue]}</bdi>
      </p>
      {found.isFixed && <p class="small">✓ {fixed}</p>}
    </li>
  );
}

function NextSteps({ text }: { readonly text: SpokenText }) {
  const { session, checklist } = useVisit();
  const tongue = checklistLanguage(text.language);
  const chosen = session.draft.value.content.assessment?.actions ?? [];
  const actions = chosen.flatMap((id) => checklist.actions[id] ?? []);
  return (
    <>
      <h3 class="ds-heading" data-size="xs">
        {text.on_tablet.next}
      </h3>
      {actions.length === 0 && <p>{text.on_tablet.nothing_decided}</p>}
      <ul>
        {actions.map((action) => (
          <li key={action.sv}>
            <bdi lang={tongue}>{action[tongue]}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}

function Told({ text }: { readonly text: SpokenText }) {
  const { session, checklist } = useVisit();
  const { content } = session.draft.value;
  const words = text.on_tablet;
  const found = foundIn(checklist, content);
  const standing = homeStanding(checklist, content);
  const hasOurWords = found.length + (content.assessment?.actions.length ?? 0) > 0;
  const isTranslated = checklistLanguage(text.language) === text.language;
  return (
    <article class="stack their-words" lang={text.language} dir={text.direction}>
      {text.status === "machine_translated" && <p class="small">{words.unreviewed}</p>}
      <h3 class="ds-heading" data-size="xs">
        {words.found}
      </h3>
      <p class="lead">{words.home[standing.home]}</p>
      {standing.isPreliminary && <p>{words.not_everything}</p>}
      {!isTranslated && hasOurWords && <p class="small">{words.not_translated}</p>}
      <ul class="stack">
        {found.map((each) => (
          <Line key={each.item} found={each} text={text} />
        ))}
      </ul>
      <NextSteps text={text} />
      <p>{words.rights}</p>
    </article>
  );
}

function InTheirLanguage({ texts }: { readonly texts: readonly SpokenText[] }) {
  const { session } = useVisit();
  const { content, plan } = session.draft.value;
  const wanted = askedLanguage(content.consents) ?? plan?.language ?? language.value;
  const chosen = useSignal(wanted);
  const text = textFor(texts, chosen.value);
  if (text === null) return <Notice tone="danger">{t("consent.no_texts")}</Notice>;
  return (
    <>
      <Languages
        label={t("consent.language")}
        texts={texts}
        chosen={text.language}
        onChoose={(each) => (chosen.value = each)}
      />
      <Told text={text} />
    </>
  );
}

/** What a resident reads above the pad when they sign; nothing where there are no such words. */
export function SignIfYouWant() {
  const { session } = useVisit();
  const texts = useConsentTexts().value ?? [];
  const asked = askedLanguage(session.draft.value.content.consents);
  const text = textFor(spokenOf(texts), asked ?? "");
  if (text === null || text.language === language.value) return null;
  return <SaidLine text={text}>{text.on_tablet.sign_if_you_want}</SaidLine>;
}

/** The button that shows it, and the sheet it is shown on. */
export function ForResident() {
  const isOpen = useSignal(false);
  const texts = useConsentTexts(isOpen.value);
  return (
    <>
      <Button weight="secondary" isFull onPress={() => (isOpen.value = true)}>
        {t("resident.show")}
      </Button>
      <Sheet
        title={t("resident.title")}
        isOpen={isOpen.value}
        onClose={() => (isOpen.value = false)}
      >
        {texts.value !== null && <InTheirLanguage texts={spokenOf(texts.value)} />}
        <Button isFull onPress={() => (isOpen.value = false)}>
          {t("resident.done")}
        </Button>
      </Sheet>
    </>
  );
}
