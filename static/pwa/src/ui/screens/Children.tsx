/** The children of a home: numbered, by age in groups, and how much they live there. */

import { useSignal } from "@preact/signals";
import type { Child, Context } from "../../domain/contract";
import { Button, Choices } from "../parts/buttons";
import { Sheet } from "../parts/Sheet";
import { say, t } from "../tongue";
import { STAYS, STAYS_NAMES, withChild } from "../views/context";
import { shown } from "../views/labels";
import { useVisit } from "../visit";

/** Change what is known of the home. */
export function useContextEdit(): (part: Partial<Context>) => void {
  const { session } = useVisit();
  return (part) =>
    session.edit((content) => ({ ...content, context: { ...content.context, ...part } }));
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

/** The children of the home. */
export function Children() {
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
