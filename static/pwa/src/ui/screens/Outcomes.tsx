/** The two outcomes at two moments, each with the rule that gave it, and the worker's own judgement. */

import { useSignal } from "@preact/signals";
import { findItem } from "../../domain/checklist";
import type { ChildOutcome, HomeOutcome, OutcomeOverride } from "../../domain/contract";
import {
  isFinal,
  needsSecondPerson,
  outcomeOf,
  type AssessmentResult,
  type Judged,
  type Reason,
} from "../../domain/outcome";
import { isPreliminary } from "../../domain/completeness";
import { TextArea } from "../parts/fields";
import { Level } from "../parts/Level";
import { Notice } from "../parts/Notice";
import { language, say, t } from "../tongue";
import { assessmentOf, outcomeName, reasonSentence } from "../views/summary";
import { useVisit } from "../visit";

function Because({ reasons }: { readonly reasons: readonly Reason[] }) {
  const { checklist } = useVisit();
  if (reasons.length === 0) return <p class="small quiet">{t("reason.none")}</p>;
  return (
    <ul class="because small">
      {reasons.map((reason, at) => (
        <li key={at}>
          {reasonSentence(reason, language.value)}
          {reason.items.length > 0 && (
            <ul>
              {reason.items.map((counted) => {
                const item = findItem(checklist, counted.item);
                return (
                  <li key={counted.item}>
                    <Level level={counted.level} /> {item === null ? counted.item : say(item)}
                    {counted.level !== counted.described && ` (${t("reason.lifted")})`}
                  </li>
                );
              })}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

interface OutcomeProps {
  readonly outcome: HomeOutcome | ChildOutcome;
  readonly reasons: readonly Reason[];
  readonly isPreliminary: boolean;
}

function Outcome({ outcome, reasons, isPreliminary: preliminary }: OutcomeProps) {
  const { checklist } = useVisit();
  const isOpen = !isFinal(checklist, outcome, preliminary);
  return (
    <div class="outcome" data-outcome={outcome}>
      <p class="outcome__name">
        <strong class="outcome__id">{outcome}</strong> {say(outcomeName(checklist, outcome))}
        {isOpen && <span class="ds-tag">{t("summary.is_preliminary")}</span>}
      </p>
      <Because reasons={reasons} />
    </div>
  );
}

interface MomentProps {
  readonly title: string;
  readonly judged: Judged;
  readonly isPreliminary: boolean;
}

function Moment({ title, judged, isPreliminary: preliminary }: MomentProps) {
  return (
    <section class="panel">
      <h2 class="ds-heading" data-size="xs">
        {title}
      </h2>
      <p class="group-label">{t("summary.home")}</p>
      <Outcome outcome={judged.home} reasons={judged.homeReasons} isPreliminary={preliminary} />
      {judged.child !== null && (
        <>
          <p class="group-label">{t("summary.child")}</p>
          <Outcome
            outcome={judged.child}
            reasons={judged.childReasons}
            isPreliminary={preliminary}
          />
        </>
      )}
    </section>
  );
}

interface PickProps<T extends string> {
  readonly label: string;
  readonly computed: T;
  readonly chosen: T | null;
  readonly from: readonly T[];
  readonly onPick: (outcome: T | null) => void;
}

function Pick<T extends HomeOutcome | ChildOutcome>(props: PickProps<T>) {
  const { checklist } = useVisit();
  const { label, computed, chosen, from, onPick } = props;
  return (
    <label class="ds-field">
      <span class="ds-label">{label}</span>
      <select
        class="ds-input"
        value={chosen ?? ""}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onPick(from.find((each) => each === value) ?? null);
        }}
      >
        <option value="">{t("override.as_computed", { outcome: computed })}</option>
        {from
          .filter((each) => each !== computed)
          .map((each) => (
            <option key={each} value={each}>
              {each} {say(outcomeName(checklist, each))}
            </option>
          ))}
      </select>
    </label>
  );
}

const HOMES = ["H0", "H1", "H2", "H3", "H4"] as const;
const CHILDREN = ["C0", "C1", "C2", "C3"] as const;
const NO_OVERRIDE: OutcomeOverride = { home: null, child: null, reason: "" };

function Override({ result }: { readonly result: AssessmentResult }) {
  const { session, checklist } = useVisit();
  const { content } = session.draft.value;
  const override = content.assessment?.override ?? null;
  const isOpen = useSignal(override !== null);
  const computed = outcomeOf(result, "as_left");
  const set = (part: Partial<OutcomeOverride>): void =>
    session.edit((now) => {
      const assessment = assessmentOf(checklist, now);
      const next = { ...(assessment.override ?? NO_OVERRIDE), ...part };
      const isNone = next.home === null && next.child === null;
      return { ...now, assessment: { ...assessment, override: isNone ? null : next } };
    });
  return (
    <details
      class="folded"
      open={isOpen.value}
      onToggle={(event) => (isOpen.value = event.currentTarget.open)}
    >
      <summary>{t("override.open")}</summary>
      <div class="stack">
        <p class="small quiet">{t("override.both_kept")}</p>
        <Pick
          label={t("summary.home")}
          computed={computed.home}
          chosen={override?.home ?? null}
          from={HOMES}
          onPick={(home) => set({ home })}
        />
        {computed.child !== null && (
          <Pick
            label={t("summary.child")}
            computed={computed.child}
            chosen={override?.child ?? null}
            from={CHILDREN}
            onPick={(child) => set({ child })}
          />
        )}
        {override !== null && (
          <>
            <TextArea
              label={t("override.reason")}
              value={override.reason}
              error={override.reason.trim() === "" ? t("override.reason_needed") : null}
              onText={(reason) => set({ reason })}
            />
            {needsSecondPerson(checklist, computed, override) && (
              <Notice tone="warning">{t("override.second_person")}</Notice>
            )}
          </>
        )}
      </div>
    </details>
  );
}

/** The outcomes. */
export function Outcomes({ result }: { readonly result: AssessmentResult }) {
  const { checklist } = useVisit();
  const preliminary = isPreliminary(result.completeness);
  const title = (id: string): string => {
    const words = checklist.assessment.moments.find((moment) => moment.id === id);
    return words === undefined ? id : say(words);
  };
  return (
    <>
      <div class="moments">
        <Moment title={title("as_found")} judged={result.asFound} isPreliminary={preliminary} />
        <Moment title={title("as_left")} judged={result.asLeft} isPreliminary={preliminary} />
      </div>
      <Override result={result} />
      <p class="small quiet">{say(checklist.assessment.moments_note)}</p>
    </>
  );
}
