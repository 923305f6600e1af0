/** "Hemmet": what kind of home it is, who lives there, and the way through it. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { scopeOf } from "../../domain/consent";
import type { Child, Context } from "../../domain/contract";
import type { ContextField } from "../../domain/checklist";
import { Button, Choices } from "../parts/buttons";
import { Stepper } from "../parts/fields";
import { SYMBOLS, wordOf } from "../parts/Level";
import { Notice } from "../parts/Notice";
import { Sheet } from "../parts/Sheet";
import { Heading } from "../parts/Shell";
import { visitHref } from "../router";
import { useSurroundings } from "../surroundings";
import { say, t } from "../tongue";
import {
  answeredIn,
  OPTION_NAMES,
  questionOf,
  seasonOf,
  STAYS,
  STAYS_NAMES,
  withChild,
} from "../views/context";
import { shown } from "../views/labels";
import { zonesOf, type ZoneView } from "../views/zones";
import { useVisit } from "../visit";

function useContextEdit(): (part: Partial<Context>) => void {
  const { session } = useVisit();
  return (part) =>
    session.edit((content) => ({ ...content, context: { ...content.context, ...part } }));
}

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

function ChildRow({ child, index }: { readonly child: Child; readonly index: number }) {
  const { session, checklist } = useVisit();
  const edit = useContextEdit();
  const { children } = session.draft.value.content.context;
  const set = (part: Partial<Child>): void =>
    edit({ children: children.map((each, at) => (at === index ? { ...each, ...part } : each)) });
  const groups = checklist.age_groups.map(({ id, sv, en }) => ({ id, name: say({ sv, en }) }));
  return (
    <div class="panel">
      <div class="row row--apart">
        <h3 class="ds-heading" data-size="2xs">
          {shown(child.label)}
        </h3>
        <Button
          weight="tertiary"
          onPress={() => edit({ children: children.filter((_, at) => at !== index) })}
        >
          {t("home.remove_child")}
          <span class="sr-only"> {shown(child.label)}</span>
        </Button>
      </div>
      <label class="ds-field">
        <span class="ds-label">{t("home.age")}</span>
        <select
          class="ds-input"
          value={child.age_group}
          onChange={(event) => set({ age_group: event.currentTarget.value })}
        >
          {groups.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="ds-field">
        <span class="ds-label">{t("home.development")}</span>
        <select
          class="ds-input"
          value={child.developmental_group ?? ""}
          onChange={(event) => set({ developmental_group: event.currentTarget.value || null })}
        >
          <option value="">{t("home.development_as_age")}</option>
          {groups.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Choices
        label={t("home.stays", { child: shown(child.label) })}
        options={STAYS.map((value) => ({ value, label: t(STAYS_NAMES[value]) }))}
        chosen={child.stays}
        onChoose={(stays) => set({ stays })}
      />
    </div>
  );
}

function AddChild({ onAdd }: { readonly onAdd: (ageGroup: string) => void }) {
  const { checklist } = useVisit();
  const isOpen = useSignal(false);
  const add = (ageGroup: string): void => {
    isOpen.value = false;
    onAdd(ageGroup);
  };
  return (
    <>
      <Button weight="secondary" onPress={() => (isOpen.value = true)}>
        {t("home.add_child")}
      </Button>
      <Sheet title={t("home.age")} isOpen={isOpen.value} onClose={() => (isOpen.value = false)}>
        <Choices
          label={t("home.age")}
          isWide
          options={checklist.age_groups.map((group) => ({ value: group.id, label: say(group) }))}
          chosen={null}
          onChoose={add}
        />
        <Button weight="tertiary" isFull onPress={() => (isOpen.value = false)}>
          {t("sheet.back")}
        </Button>
      </Sheet>
    </>
  );
}

function Children() {
  const { session } = useVisit();
  const edit = useContextEdit();
  const { content, plan } = session.draft.value;
  const { children } = content.context;
  const planned = plan?.children ?? [];
  const addPlanned = (): void =>
    edit({ children: planned.reduce((all, each) => withChild(all, each.age_group), children) });
  return (
    <section class="stack">
      <h2 class="ds-heading" data-size="xs">
        {t("home.children")}
      </h2>
      {children.map((child, index) => (
        <ChildRow key={child.label} child={child} index={index} />
      ))}
      <div class="row">
        <AddChild onAdd={(ageGroup) => edit({ children: withChild(children, ageGroup) })} />
        {children.length === 0 && planned.length > 0 && (
          <Button weight="secondary" onPress={addPlanned}>
            {t("home.planned_children", { count: planned.length })}
          </Button>
        )}
      </div>
    </section>
  );
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
