/** "Hyreskontroll" without a line: the answer first, and it changes while one types. */

import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import type { TabletNormSet } from "../../domain/contract";
import { INCLUSIONS, type Inclusion, type Says } from "../../domain/rentFindings";
import { dayOf, isoDayOf } from "../format";
import { Button, Choices } from "../parts/buttons";
import { NumberField, Stepper } from "../parts/fields";
import { Notice } from "../parts/Notice";
import { Heading, HouseDoor, PageBar, Shell } from "../parts/Shell";
import { useSurroundings } from "../surroundings";
import { t, type Key } from "../tongue";
import {
  ageLimit,
  asksAmount,
  asksForRooms,
  asTheNorm,
  emptyForm,
  INCLUSION_NAMES,
  setFor,
  setsInForce,
  type RentForm,
} from "../views/rent";
import { RentAnswer } from "./RentAnswer";

interface FormProps {
  readonly form: Signal<RentForm>;
  readonly set: TabletNormSet;
}

const SAYS: readonly (readonly [Says, Key])[] = [
  ["yes", "answer.yes"],
  ["no", "answer.no"],
  ["unknown", "answer.unknown"],
];

function Included({ form, set, inclusion }: FormProps & { readonly inclusion: Inclusion }) {
  const title = useId();
  const { inRent, amountOre } = form.value.inclusions[inclusion];
  const norm = set.includes[inclusion] ?? "unknown";
  const put = (part: { inRent?: Says; amountOre?: number | null }): void => {
    const { inclusions } = form.value;
    const next = { ...inclusions[inclusion], ...part };
    form.value = { ...form.value, inclusions: { ...inclusions, [inclusion]: next } };
  };
  return (
    <li class="included">
      <span id={title}>{t(INCLUSION_NAMES[inclusion])}</span>
      <Choices
        labelledBy={title}
        options={SAYS.map(([value, key]) => ({ value, label: t(key) }))}
        chosen={inRent}
        onChoose={(says) => put({ inRent: says, amountOre: null })}
      />
      {asksAmount(inRent, norm) && (
        <NumberField
          key={inRent}
          label={inRent === "yes" ? t("rent.amount_of_rent") : t("rent.amount_beside")}
          value={amountOre === null ? null : amountOre / 100}
          range={[0, 100_000]}
          onNumber={(value) => put({ amountOre: value === null ? null : Math.round(value * 100) })}
        />
      )}
    </li>
  );
}

function Inclusions(props: FormProps) {
  const { form, set } = props;
  return (
    <section class="panel">
      <h2 class="ds-heading" data-size="xs">
        {t("rent.included")}
      </h2>
      <div class="row">
        <Button weight="secondary" onPress={() => (form.value = asTheNorm(form.value, set))}>
          {t("rent.as_norm")}
        </Button>
      </div>
      <ul class="includes">
        {INCLUSIONS.map((inclusion) => (
          <Included key={inclusion} inclusion={inclusion} {...props} />
        ))}
      </ul>
    </section>
  );
}

function Household({ form, set }: FormProps) {
  const { adults, young, children, rooms } = form.value;
  const limit = ageLimit(set);
  const put = (part: Partial<RentForm>): void => {
    const next = { ...form.value, ...part };
    form.value = { ...next, young: Math.min(next.young, next.adults) };
  };
  return (
    <section class="panel">
      <h2 class="ds-heading" data-size="xs">
        {t("rent.household")}
      </h2>
      <Stepper
        label={t("rent.adults")}
        value={adults}
        least={1}
        onStep={(n) => put({ adults: n })}
      />
      {limit !== null && (
        <Stepper
          label={t("rent.young", { age: limit })}
          value={young}
          most={adults}
          onStep={(n) => put({ young: n })}
        />
      )}
      <Stepper label={t("rent.children")} value={children} onStep={(n) => put({ children: n })} />
      {asksForRooms(set) && (
        <Stepper
          label={t("rent.rooms")}
          value={rooms}
          least={1}
          onStep={(n) => put({ rooms: n })}
        />
      )}
    </section>
  );
}

interface WhenProps extends FormProps {
  readonly sets: readonly TabletNormSet[];
}

function WhatAndWhen({ form, set, sets }: WhenProps) {
  const day = useId();
  const norm = useId();
  return (
    <section class="panel">
      <NumberField
        label={t("rent.rent")}
        hint={t("rent.rent_hint")}
        value={form.value.rentKronor}
        range={[0, 200_000]}
        onNumber={(rentKronor) => (form.value = { ...form.value, rentKronor })}
      />
      <div class="ds-field">
        <label class="ds-label" for={day}>
          {t("rent.day")}
        </label>
        <input
          id={day}
          class="ds-input"
          type="date"
          value={form.value.on}
          onInput={(event) => {
            const on = event.currentTarget.value;
            if (on !== "") form.value = { ...form.value, on };
          }}
        />
      </div>
      <div class="ds-field">
        <label class="ds-label" for={norm}>
          {t("rent.norm_set")}
        </label>
        <select
          id={norm}
          class="ds-input"
          value={set.id}
          onChange={(event) =>
            (form.value = { ...form.value, normSetId: event.currentTarget.value })
          }
        >
          {sets.map((each) => (
            <option key={each.id} value={each.id}>
              {each.publisher} · {each.name}
            </option>
          ))}
        </select>
      </div>
    </section>
  );
}

function Check({ all }: { readonly all: readonly TabletNormSet[] }) {
  const { tablet, snapshot } = useSurroundings();
  const form = useSignal(emptyForm(isoDayOf(tablet.now())));
  const own = snapshot.value.directory?.municipality_code ?? null;
  const sets = setsInForce(all, form.value.on, own);
  const set = setFor(form.value, sets);
  if (set === null) {
    return (
      <>
        <Notice tone="warning">
          {all.length === 0
            ? t("rent.no_norms")
            : t("rent.no_norm_on", { day: dayOf(form.value.on) })}
        </Notice>
        {all.length > 0 && (
          <Button
            weight="secondary"
            onPress={() => (form.value = emptyForm(isoDayOf(tablet.now())))}
          >
            {t("rent.today_instead")}
          </Button>
        )}
      </>
    );
  }
  return (
    <div class="rent">
      <RentAnswer form={form.value} set={set} />
      <div class="stack">
        <WhatAndWhen form={form} set={set} sets={sets} />
        <Household form={form} set={set} />
        <Inclusions form={form} set={set} />
      </div>
    </div>
  );
}

/** The rent check. */
export function Rent() {
  const { tablet, snapshot } = useSurroundings();
  const sets = useSignal<readonly TabletNormSet[] | null>(null);
  const { pulledAt } = snapshot.value;
  useEffect(() => {
    void tablet.normSets().then((found) => (sets.value = found));
  }, [tablet, pulledAt]);
  return (
    <Shell title="nav.rent" screen="rent" door={<HouseDoor />} bottom={<PageBar page="rent" />}>
      <Heading>{t("nav.rent")}</Heading>
      {sets.value !== null && <Check all={sets.value} />}
    </Shell>
  );
}
