/** One item: one line of question and four answers; the rest opens when it is needed. */

import { useSignal } from "@preact/signals";
import type { Item as ItemOf } from "../../domain/checklist";
import type { Answer, AnswerKind } from "../../domain/contract";
import {
  computedValue,
  suggestFromContext,
  suggestLevel,
  type Suggestion,
} from "../../domain/checklist";
import { Button, Choices } from "../parts/buttons";
import { TextField } from "../parts/fields";
import { Sheet } from "../parts/Sheet";
import { dropPhotos } from "../photos";
import { useSlice } from "../slice";
import { useSurroundings } from "../surroundings";
import { say, t, type Key } from "../tongue";
import {
  answerTo,
  hasSubstance,
  lackIn,
  newAnswer,
  newFinding,
  withAnswer,
  type AnswerLack,
} from "../views/answers";
import { useVisit } from "../visit";
import { About } from "./About";
import { Findings } from "./Finding";
import { Computed, Measured } from "./Measured";

type Judged = Extract<AnswerKind, "ok" | "deficiency" | "not_applicable" | "not_inspected">;

const KINDS: readonly (readonly [Judged, Key])[] = [
  ["ok", "answer.ok"],
  ["deficiency", "answer.deficiency"],
  ["not_applicable", "answer.not_applicable"],
  ["not_inspected", "answer.not_inspected"],
];

const LACKS: Readonly<Record<AnswerLack, Key>> = {
  level: "item.lacks_level",
  action: "item.lacks_action",
  reason: "item.lacks_reason",
};

interface ItemProps {
  readonly item: ItemOf;
  /** False: only that it was not inspected, or does not apply, can be written. */
  readonly isOpen: boolean;
  /** Called when the item needs nothing more, so that the next one can be shown. */
  readonly onOk: () => void;
}

interface AnswerProps {
  readonly item: ItemOf;
  readonly answer: Answer | null;
  readonly onAnswer: (answer: Answer) => void;
}

function isComputedFrom({ measure }: ItemOf): boolean {
  return measure !== null && measure.computed_from !== null;
}

function useSuggestion(item: ItemOf, value: number | null): Suggestion | null {
  const { session } = useVisit();
  return useSlice(() => {
    const { context } = session.draft.value.content;
    if (isComputedFrom(item)) return suggestFromContext(item, context);
    return value === null ? null : suggestLevel(item, context, value);
  }, [session, item, value]);
}

function Reason({ item, answer, onAnswer }: AnswerProps) {
  const { checklist } = useVisit();
  const title = `reason-${item.id}`;
  if (answer?.kind !== "not_inspected") return null;
  return (
    <div class="stack stack--tight">
      <p id={title} class="group-label">
        {t("item.why_not")}
      </p>
      <Choices
        labelledBy={title}
        isWide
        options={checklist.not_inspected_reasons.map((reason) => ({
          value: reason.id,
          label: say(reason),
        }))}
        chosen={answer.reason}
        onChoose={(reason) => onAnswer({ ...answer, reason })}
      />
    </div>
  );
}

function useAnswering(item: ItemOf) {
  const { tablet } = useSurroundings();
  const { session } = useVisit();
  const { draft } = session;
  const question = { item: item.id, child: null };
  const answer = useSlice(() => answerTo(draft.value.content, question), [draft, item]);
  const computed = useSlice(() => computedValue(item, draft.value.content.context), [draft, item]);
  const begun = useSlice(() => draft.value.unfinished.measured[item.id] ?? null, [draft, item]);
  const read = answer?.measured_value ?? begun;
  const finite = computed !== null && Number.isFinite(computed) ? round(computed) : null;
  const put = (next: Answer): void => session.edit((now) => withAnswer(now, next));
  const give = (kind: Judged): Answer => ({
    ...newAnswer(question, kind, tablet.now()),
    measured_value: kind === "ok" || kind === "deficiency" ? (finite ?? read) : null,
    text: answer?.text ?? "",
  });
  const measure = (value: number | null): void => {
    const { [item.id]: _, ...others } = session.draft.value.unfinished.measured;
    const measured = value === null ? others : { ...others, [item.id]: value };
    session.revise({ unfinished: { ...session.draft.value.unfinished, measured } });
    if (answer !== null) put({ ...answer, measured_value: value });
  };
  return { question, answer, computed, read, put, give, measure };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** An item of the walk. */
export function Item({ item, isOpen, onOk }: ItemProps) {
  const { tablet } = useSurroundings();
  const { session, checklist } = useVisit();
  const asking = useSignal<Judged | null>(null);
  const { question, answer, computed, read, put, give, measure } = useAnswering(item);
  const suggestion = useSuggestion(item, read);
  const title = `item-${item.id}`;
  const lack = answer === null ? null : lackIn(answer);
  const choose = (kind: Judged): void => {
    asking.value = null;
    if (answer?.kind === kind && kind === "deficiency") return;
    void dropPhotos(tablet, session, answer?.findings.flatMap(({ photos }) => photos) ?? []);
    put(give(kind));
    if (kind === "ok" || kind === "not_applicable") onOk();
  };
  const confirm = (): void => {
    if (suggestion === null) {
      choose("ok");
      return;
    }
    const finding = { ...newFinding(suggestion.level), responsible: item.resp };
    put({ ...give("deficiency"), findings: [finding] });
  };
  const needs = item.needs === null ? undefined : checklist.permissions[item.needs];
  const isComputed = isComputedFrom(item);
  const isConfirmed = answer !== null && (answer.kind === "ok" || answer.findings.length > 0);
  return (
    <section
      id={item.id}
      class="item panel"
      data-answered={answer !== null && lack === null ? "" : undefined}
      aria-labelledby={title}
    >
      <h2 id={title} class="item__question" tabIndex={-1}>
        {say(item)}
      </h2>
      {needs !== undefined && <p class="small item__needs">{say(needs)}</p>}
      {isComputed && isOpen && (
        <Computed
          item={item}
          value={computed}
          suggestion={suggestion}
          onConfirm={confirm}
          isConfirmed={isConfirmed}
        />
      )}
      {item.measure !== null && !isComputed && isOpen && (
        <Measured
          item={item}
          value={read}
          onValue={measure}
          suggestion={suggestion}
          onConfirm={confirm}
          isConfirmed={isConfirmed}
        />
      )}
      <Choices
        labelledBy={title}
        options={KINDS.map(([value, key]) => ({
          value,
          label: t(key),
          isDisabled: !isOpen && (value === "ok" || value === "deficiency"),
        }))}
        chosen={
          answer === null ? null : (KINDS.find(([kind]) => kind === answer.kind)?.[0] ?? null)
        }
        onChoose={(kind) => {
          if (kind !== answer?.kind && hasSubstance(answer)) asking.value = kind;
          else choose(kind);
        }}
      />
      {answer?.kind === "deficiency" && (
        <Findings
          item={item}
          question={question}
          answer={answer}
          suggestion={suggestion}
          onAnswer={put}
        />
      )}
      <Reason item={item} answer={answer} onAnswer={put} />
      {answer !== null && answer.kind === "not_applicable" && (
        <TextField
          label={t("item.remark")}
          value={answer.text}
          onText={(text) => put({ ...answer, text })}
        />
      )}
      {lack !== null && (
        <p class="lack" role="status">
          {t(LACKS[lack])}
        </p>
      )}
      <About item={item} />
      <Sheet
        title={t("item.replace")}
        isOpen={asking.value !== null}
        onClose={() => (asking.value = null)}
      >
        <p>{t("item.replace_what")}</p>
        <Button isFull onPress={() => asking.value !== null && choose(asking.value)}>
          {t("item.replace_yes")}
        </Button>
        <Button weight="secondary" isFull onPress={() => (asking.value = null)}>
          {t("sheet.back")}
        </Button>
      </Sheet>
    </section>
  );
}
