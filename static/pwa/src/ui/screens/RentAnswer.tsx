/** The answer of a rent check: one sentence, four numbers, and what they rest on. */

import type { TabletNormSet } from "../../domain/contract";
import { amountFor } from "../../domain/norms";
import type { RentCheck } from "../../domain/rentFindings";
import { dayOf, kronor } from "../format";
import { Notice } from "../parts/Notice";
import { t, type Key } from "../tongue";
import {
  ageLimit,
  answerOf,
  differenceOf,
  spanOf,
  unknownInWords,
  verdictOf,
  type RentForm,
} from "../views/rent";

interface RentAnswerProps {
  readonly form: RentForm;
  readonly set: TabletNormSet;
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
  const { normSet: set, question } = check;
  const limit = ageLimit(set);
  const young = household.adultAges.filter((age) => limit !== null && age !== null && age < limit);
  const counted = [
    t("rent.count_adults", { count: household.adults }),
    young.length > 0 && limit !== null
      ? t("rent.count_young", { count: young.length, age: limit })
      : "",
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
    </dl>
  );
}

/** The answer to what is typed so far. */
export function RentAnswer({ form, set }: RentAnswerProps) {
  const answer = answerOf(form, set);
  if (answer === null) return <p class="panel panel--plain">{t("rent.type_rent")}</p>;
  if (typeof answer === "string") {
    return <Notice tone="warning">{t("rent.cannot_ask")}</Notice>;
  }
  return (
    <section
      class="panel answer"
      data-verdict={answer.outcome.verdict}
      aria-label={t("rent.answer")}
    >
      <p class="answer__verdict" role="status">
        {verdictOf(answer)}
      </p>
      <p>{t("rent.individual")}</p>
      {answer.flags.includes("rent_needs_confirmation") && (
        <Notice tone="warning">{t("rent.unusual")}</Notice>
      )}
      <Figures check={answer} />
      <Grounds check={answer} />
      {answer.parameters.normDay === "month_start" && (
        <p class="small quiet">{t("rent.by_month_start")}</p>
      )}
    </section>
  );
}
