/** "Hyreskontroll" without a line: the answer first, and it changes while one types. */

import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import type { TabletNormSet } from "../../domain/contract";
import { amountFor } from "../../domain/norms";
import { INCLUSIONS, type Inclusion, type RentCheck, type Says } from "../../domain/rentFindings";
import { dayOf, isoDayOf, kronor } from "../format";
import { Button, Choices } from "../parts/buttons";
import { NumberField, Stepper } from "../parts/fields";
import { Notice } from "../parts/Notice";
import { Heading, HouseDoor, PageBar, Shell } from "../parts/Shell";
import { useSurroundings } from "../surroundings";
import { t, type Key } from "../tongue";
import {
  ageLimit,
  answerOf,
  asksAmount,
  asksForRooms,
  asTheNorm,
  differenceOf,
  emptyForm,
  INCLUSION_NAMES,
  setFor,
  setsInForce,
  spanOf,
  unknownInWords,
  verdictOf,
  type RentForm,
} from "../views/rent";

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
        <Button weight="tertiary" onPress={() => (form.value = asTheNorm(form.value, set))}>
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
      <Stepper label={t("rent.adults")} value={adults} least={1} onStep={(n) => put({ adults: n })} />
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
        <Stepper label={t("rent.rooms")} value={rooms} least={1} onStep={(n) => put({ rooms: n })} />
      )}
    </section>
  );
}

function Figures({ check }: { readonly check: RentCheck }) {
  const { norm } = check.outcome;
  const figures: readonly (readonly [Key, string])[] = [
    ["rent.contract", kronor(check.monthlyOre)],
    ["rent.comparable", spanOf(check.comparable)],
    ["rent.norm", norm === null ? "–" : spanOf(norm)],
    ["rent.difference", differenceOf(check) ?? "–"],
  ];
  return (
    <dl class="four">
      {figures.map(([key, value]) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Grounds({ check }: { readonly check: RentCheck }) {
  const { household, rows } = check.outcome;
  const { normSet: set, question, parameters } = check;
  const limit = ageLimit(set);
  const young = household.adultAges.filter((age) => limit !== null && age !== null && age < limit);
  const counted = [
    t("rent.count_adults", { count: household.adults }),
    young.length > 0 && limit !== null ? t("rent.count_young", { count: young.length, age: limit }) : "",
    t("rent.count_children", { count: household.children }),
  ];
  return (
    <dl class="facts">
      <dt>{t("rent.counted")}</dt>
      <dd>
        {counted.filter(Boolean).join(", ")} · {dayOf(question.on)}
      </dd>
      <dt>{t("rent.row")}</dt>
      <dd>
        {rows.map((row) => (
          <p key={row.label}>
            {row.label}: {kronor(amountFor(row, household.children))}
            {row.per_extra_child_ore !== null && household.children > row.children_min && (
              <> ({t("rent.extended", { amount: kronor(row.per_extra_child_ore) })})</>
            )}
          </p>
        ))}
        {rows.length === 0 && <p>{t("verdict.no_row")}</p>}
        <p class="small quiet">
          {[set.publisher, set.name, set.decision_reference].filter(Boolean).join(" · ")}
          {set.starts_on !== null && ` · ${t("rent.since", { day: dayOf(set.starts_on) })}`}
        </p>
      </dd>
      {check.unknowns.length > 0 && (
        <>
          <dt>{t("rent.not_known")}</dt>
          <dd>
            <ul>
              {check.unknowns.map((code) => (
                <li key={code}>{unknownInWords(code)}</li>
              ))}
            </ul>
          </dd>
        </>
      )}
      <dt class="sr-only">{t("rent.parameters")}</dt>
      <dd class="small quiet">
        {parameters.normDay === "month_start" ? t("rent.by_month_start") : ""}
      </dd>
    </dl>
  );
}

function Answer({ form, set }: FormProps) {
  const answer = answerOf(form.value, set);
  if (answer === null) return <p class="panel panel--plain">{t("rent.type_rent")}</p>;
  if (typeof answer === "string") {
    return <Notice tone="warning">{t("rent.cannot_ask")}</Notice>;
  }
  return (
    <section class="panel answer" data-verdict={answer.outcome.verdict} aria-label={t("rent.answer")}>
      <p class="answer__verdict" role="status">
        {verdictOf(answer)}
      </p>
      <p>{t("rent.individual")}</p>
      {answer.flags.includes("rent_needs_confirmation") && (
        <Notice tone="warning">{t("rent.unusual")}</Notice>
      )}
      <Figures check={answer} />
      <Grounds check={answer} />
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
          onChange={(event) => (form.value = { ...form.value, normSetId: event.currentTarget.value })}
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
          {all.length === 0 ? t("rent.no_norms") : t("rent.no_norm_on", { day: dayOf(form.value.on) })}
        </Notice>
        {all.length > 0 && (
          <Button weight="secondary" onPress={() => (form.value = emptyForm(isoDayOf(tablet.now())))}>
            {t("rent.today_instead")}
          </Button>
        )}
      </>
    );
  }
  return (
    <div class="rent">
      <Answer form={form} set={set} />
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
