/** What was written, to be shown to or read aloud for the resident, in Swedish or English. */

import { useSignal } from "@preact/signals";
import type { Level } from "../../domain/contract";
import { Button, Choices } from "../parts/buttons";
import { SYMBOLS } from "../parts/Level";
import { Sheet } from "../parts/Sheet";
import { language, t, tIn, type Key, type Language } from "../tongue";
import { foundIn, type Found } from "../views/summary";
import { useVisit } from "../visit";

const WORDS: Readonly<Record<Level, Key>> = {
  minor: "level.minor",
  moderate: "level.moderate",
  serious: "level.serious",
  acute: "level.acute",
};

function Line({ found, tongue }: { readonly found: Found; readonly tongue: Language }) {
  return (
    <li>
      <p>
        <span class="level" data-level={found.level}>
          <span aria-hidden="true">{SYMBOLS[found.level]}</span>
          {tIn(tongue, WORDS[found.level])}
        </span>{" "}
        {(found.described ?? found.question)[tongue]}
      </p>
      <p class="small quiet">{found.question[tongue]}</p>
      {found.isFixed && <p class="small">✓ {tIn(tongue, "resident.fixed")}</p>}
    </li>
  );
}

function Told({ tongue }: { readonly tongue: Language }) {
  const { session, checklist } = useVisit();
  const { content } = session.draft.value;
  const found = foundIn(checklist, content);
  const actions = (content.assessment?.actions ?? []).flatMap((id) => checklist.actions[id] ?? []);
  return (
    <article class="stack words" lang={tongue}>
      <h3 class="ds-heading" data-size="xs">
        {tIn(tongue, "resident.found")}
      </h3>
      {found.length === 0 && <p>{tIn(tongue, "resident.nothing")}</p>}
      <ul class="stack">
        {found.map((each) => (
          <Line key={each.item} found={each} tongue={tongue} />
        ))}
      </ul>
      <h3 class="ds-heading" data-size="xs">
        {tIn(tongue, "resident.next")}
      </h3>
      {actions.length === 0 && <p>{tIn(tongue, "resident.no_actions")}</p>}
      <ul>
        {actions.map((action) => (
          <li key={action.sv}>{action[tongue]}</li>
        ))}
      </ul>
      <p>{tIn(tongue, "resident.rights")}</p>
    </article>
  );
}

/** The button that shows it, and the sheet it is shown on. */
export function ForResident() {
  const isOpen = useSignal(false);
  const tongue = useSignal<Language>(language.value);
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
        <Choices
          label={t("shell.language")}
          options={[
            { value: "sv", label: "Svenska" },
            { value: "en", label: "English" },
          ]}
          chosen={tongue.value}
          onChoose={(chosen) => (tongue.value = chosen)}
        />
        <Told tongue={tongue.value} />
        <Button isFull onPress={() => (isOpen.value = false)}>
          {t("resident.done")}
        </Button>
      </Sheet>
    </>
  );
}
