/** "Hemmet": what kind of home it is, who lives there, and the way through it. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { scopeOf } from "../../domain/consent";
import type { ContextField } from "../../domain/checklist";
import { Choices } from "../parts/buttons";
import { Stepper } from "../parts/fields";
import { SYMBOLS, wordOf } from "../parts/Level";
import { Notice } from "../parts/Notice";
import { Heading } from "../parts/Shell";
import { visitHref } from "../router";
import { useSurroundings } from "../surroundings";
import { say, t } from "../tongue";
import { answeredIn, OPTION_NAMES, questionOf, seasonOf } from "../views/context";
import { zonesOf, type ZoneView } from "../views/zones";
import { useVisit } from "../visit";
import { Children, useContextEdit } from "./Children";

function Question({ field }: { readonly field: ContextField }) {
  const { session } = useVisit();
  const edit = useContextEdit();
  const { context } = session.draft.value.content;
  const question = questionOf(field.id);
  const title = `context-${field.id}`;
  if (question === null) return null;
  if (question.kind === "count") {
    return (
      <Stepper
        label={say(field)}
        value={context[question.field]}
        onStep={(value) => edit({ [question.field]: value })}
      />
    );
  }
  const isTruth = question.kind === "truth";
  const options = isTruth
    ? [
        { value: "yes", label: t("answer.yes") },
        { value: "no", label: t("answer.no") },
      ]
    : field.options.map((value) => ({ value, label: optionName(value) }));
  const value = context[question.field];
  const chosen = typeof value === "boolean" ? (value ? "yes" : "no") : value;
  return (
    <div class={isTruth ? "ask ask--short" : "ask"}>
      <p id={title}>{say(field)}</p>
      <Choices
        labelledBy={title}
        options={options}
        chosen={chosen}
        onChoose={(next) => edit({ [question.field]: isTruth ? next === "yes" : next })}
      />
    </div>
  );
}

function optionName(value: string): string {
  const key = OPTION_NAMES[value];
  return key === undefined ? value : t(key);
}

function Questions() {
  const { tablet } = useSurroundings();
  const { session, checklist } = useVisit();
  const edit = useContextEdit();
  const { context } = session.draft.value.content;
  const fields = checklist.context_fields.filter(({ id }) => questionOf(id) !== null);
  const answered = answeredIn(
    context,
    fields.map(({ id }) => id),
  );
  const isOpen = useSignal(answered < fields.length);
  useEffect(() => {
    if (context.season === null) edit({ season: seasonOf(new Date(tablet.now())) });
  }, []);
  return (
    <details
      class="folded"
      open={isOpen.value}
      onToggle={(event) => (isOpen.value = event.currentTarget.open)}
    >
      <summary>{t("home.questions", { answered, total: fields.length })}</summary>
      <div class="stack">
        {fields.map((field) => (
          <Question key={field.id} field={field} />
        ))}
      </div>
    </details>
  );
}

function ZoneRow({ view }: { readonly view: ZoneView }) {
  const { session } = useVisit();
  const { zone, items, answered, worst, isOpen } = view;
  const isDone = answered === items.length;
  return (
    <li>
      <a
        class="zone"
        href={visitHref(session.visitId, `zone/${zone.id}`)}
        data-done={isDone ? "" : undefined}
      >
        <span class="zone__name">{say(zone)}</span>
        <span class="zone__count">
          {isDone && <span aria-hidden="true">✓ </span>}
          <span aria-hidden="true">
            {answered}/{items.length}
          </span>
          <span class="sr-only">{t("home.count_said", { answered, total: items.length })}</span>
          {worst !== null && (
            <>
              <span class="level" data-level={worst.level} aria-hidden="true">
                {SYMBOLS[worst.level]}
                {worst.count}
              </span>
              <span class="sr-only">
                {t("home.worst_said", { count: worst.count, level: wordOf(worst.level) })}
              </span>
            </>
          )}
        </span>
        {!isOpen && <span class="zone__closed small">{t("zone.closed_short")}</span>}
      </a>
    </li>
  );
}

function ToBearInMind() {
  const { checklist } = useVisit();
  const { before, during } = checklist.visit_protocol;
  return (
    <details class="folded">
      <summary>{t("home.mind")}</summary>
      <ul>
        {[...before, ...during].map((step) => (
          <li key={step.sv}>{say(step)}</li>
        ))}
      </ul>
    </details>
  );
}

/** The home. */
export function Home() {
  const { session, checklist } = useVisit();
  const { content } = session.draft.value;
  const zones = zonesOf(checklist, content, scopeOf(content.consents));
  return (
    <>
      <Heading>{t("step.home")}</Heading>
      {checklist.checklist.status === "proposal" && (
        <p class="quiet small">{t("home.proposal", { version: checklist.checklist.version })}</p>
      )}
      <ToBearInMind />
      <Questions />
      <Children />
      <section class="stack stack--tight">
        <h2 class="ds-heading" data-size="xs">
          {t("home.walk")}
        </h2>
        <ol class="zones">
          {zones.map((view) => (
            <ZoneRow key={view.zone.id} view={view} />
          ))}
        </ol>
      </section>
      {zones.some(({ isOpen }) => !isOpen) && <Notice tone="info">{t("zone.closed_some")}</Notice>}
    </>
  );
}
