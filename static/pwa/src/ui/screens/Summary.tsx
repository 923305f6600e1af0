/** "Summering": as found and as left, what happens next, the resident's own view, and the end. */

import { useSignal } from "@preact/signals";
import { findItem } from "../../domain/checklist";
import { isLow, isPreliminary } from "../../domain/completeness";
import type { Readback as Told } from "../../domain/contract";
import { assess, type AssessmentResult } from "../../domain/outcome";
import type { Tablet, TabletError } from "../../domain/tablet";
import { Button, Choices } from "../parts/buttons";
import { TextArea, Tick } from "../parts/fields";
import { Notice } from "../parts/Notice";
import { Heading } from "../parts/Shell";
import { SignaturePad } from "../parts/SignaturePad";
import { sentenceOf } from "../refusals";
import { go, hrefOf, visitHref } from "../router";
import type { VisitSession } from "../session";
import { useSlice } from "../slice";
import { useSurroundings } from "../surroundings";
import { say, t, type Key } from "../tongue";
import { newAnswer, withAnswer } from "../views/answers";
import { assessmentOf, endLacks, lacksIn, stepOf, visitedIn, type EndLack } from "../views/summary";
import { readbackItem, residentItems } from "../views/voices";
import { forgetVisit, useVisit } from "../visit";
import { DoNow } from "./DoNow";
import { ForResident, SignIfYouWant } from "./ForResident";
import { NextSteps } from "./NextSteps";
import { Outcomes } from "./Outcomes";
import { Words } from "./Voice";

function useResult(): AssessmentResult {
  const { session, checklist } = useVisit();
  return useSlice(
    () => assess(visitedIn(checklist, session.draft.value.content)),
    [session, checklist],
  );
}

function Preliminary({ result }: { readonly result: AssessmentResult }) {
  const { session, checklist } = useVisit();
  const { completeness } = result;
  const slots = { answered: completeness.answered, total: completeness.applicable };
  return (
    <>
      <p class="quiet">{t("summary.answered", slots)}</p>
      {isLow(completeness) && <Notice tone="warning">{t("summary.low", slots)}</Notice>}
      {isPreliminary(completeness) && (
        <Notice tone="warning">
          <p>{t("summary.preliminary")}</p>
          <ul>
            {completeness.coreMissing.map((id) => {
              const item = findItem(checklist, id);
              if (item === null) return null;
              return (
                <li key={id}>
                  <a class="ds-link" href={visitHref(session.visitId, `zone/${item.walk}`)}>
                    {say(item)}
                  </a>
                </li>
              );
            })}
          </ul>
        </Notice>
      )}
    </>
  );
}

const OPTIONS: readonly (readonly [Told["option"], Key])[] = [
  ["agreed", "readback.agreed"],
  ["disagrees", "readback.disagrees"],
  ["not_shown", "readback.not_shown"],
];

function useReadback(): (part: Partial<Told>) => void {
  const { tablet } = useSurroundings();
  const { session, checklist } = useVisit();
  return (part) =>
    session.edit((content) => {
      const before = content.readback ?? {
        option: "not_shown",
        text: "",
        signature: null,
        wants_copy: false,
      };
      const readback: Told = { ...before, ...part };
      const item = readbackItem(checklist);
      if (item === null) return { ...content, readback };
      const blank = newAnswer({ item: item.id, child: null }, "said", tablet.now());
      const answer = { ...blank, option: readback.option, text: readback.text };
      return withAnswer({ ...content, readback }, answer);
    });
}

function Readback() {
  const { session } = useVisit();
  const set = useReadback();
  const readback = useSlice(() => session.draft.value.content.readback, [session]);
  return (
    <section class="panel">
      <h2 id="readback" class="ds-heading" data-size="xs">
        {t("readback.title")}
      </h2>
      <ForResident />
      <Choices
        labelledBy="readback"
        isWide
        options={OPTIONS.map(([value, key]) => ({ value, label: t(key) }))}
        chosen={readback?.option ?? null}
        onChoose={(option) => set({ option })}
      />
      {readback !== null && readback.option !== "agreed" && (
        <TextArea
          label={readback.option === "disagrees" ? t("readback.their_view") : t("readback.why_not")}
          value={readback.text}
          onText={(text) => set({ text })}
        />
      )}
      {readback !== null && readback.option !== "not_shown" && (
        <SignaturePad
          label={t("readback.sign")}
          said={<SignIfYouWant />}
          signature={readback.signature}
          onStrokes={(signature) => {
            set({ signature });
            void session.flush();
          }}
        />
      )}
      {readback !== null && (
        <Tick
          label={t("readback.copy")}
          isOn={readback.wants_copy}
          onTurn={(isOn) => set({ wants_copy: isOn })}
        />
      )}
    </section>
  );
}

const LACKS: Readonly<Record<EndLack, Key>> = {
  readback: "end.lacks_readback",
  readback_text: "end.lacks_readback_text",
  override_reason: "end.lacks_override_reason",
};

function Lacks() {
  const { session, checklist } = useVisit();
  const { content } = session.draft.value;
  const problems = lacksIn(checklist, content);
  const items = [...new Map(problems.map((problem) => [problem.item, problem])).values()];
  const ends = endLacks(content.readback, content.assessment?.override ?? null);
  if (items.length + ends.length === 0) return null;
  return (
    <Notice tone="warning">
      <p>{t("end.lacks")}</p>
      <ul>
        {items.map((problem) => {
          const item = findItem(checklist, problem.item);
          return (
            <li key={problem.item}>
              <a class="ds-link" href={visitHref(session.visitId, stepOf(checklist, problem))}>
                {item === null ? problem.item : say(item)}
              </a>
            </li>
          );
        })}
        {ends.map((lack) => (
          <li key={lack}>{t(LACKS[lack])}</li>
        ))}
      </ul>
    </Notice>
  );
}

async function finish(
  tablet: Tablet,
  session: VisitSession,
  closing: Parameters<Tablet["finalise"]>[1],
): Promise<TabletError | null> {
  if (!(await session.flush())) return { code: "not_saved", message: "", field: null };
  const result = await tablet.finalise(session.visitId, closing);
  return result.ok ? null : result.error;
}

function End() {
  const { tablet } = useSurroundings();
  const { session, checklist, darkroom } = useVisit();
  const error = useSignal<TabletError | null>(null);
  const isEnding = useSignal(false);
  const { content } = session.draft.value;
  const isWhole =
    lacksIn(checklist, content).length === 0 &&
    endLacks(content.readback, content.assessment?.override ?? null).length === 0;
  const end = async (): Promise<void> => {
    isEnding.value = true;
    await darkroom.settled();
    error.value = await finish(tablet, session, {
      ending: "completed",
      assessment: assessmentOf(checklist, content),
      readback: content.readback,
    });
    isEnding.value = false;
    if (error.value !== null) return;
    forgetVisit();
    go(hrefOf("outbox"));
  };
  return (
    <section class="stack" aria-label={t("end.title")}>
      <Lacks />
      {error.value !== null && (
        <Notice tone="danger" isSpoken>
          {sentenceOf(error.value)}
        </Notice>
      )}
      <Button isFull isDisabled={!isWhole || isEnding.value} onPress={() => void end()}>
        {isEnding.value ? t("end.ending") : t("end.end")}
      </Button>
      <p class="small quiet">{t("end.after")}</p>
    </section>
  );
}

/** The summary. */
export function Summary() {
  const { session, checklist } = useVisit();
  const context = useSlice(() => session.draft.value.content.context, [session]);
  const result = useResult();
  const asked = residentItems(checklist, context);
  return (
    <>
      <Heading>{t("step.summary")}</Heading>
      <DoNow />
      <Outcomes result={result} />
      <Preliminary result={result} />
      <NextSteps />
      <section class="stack">
        <h2 class="ds-heading" data-size="xs">
          {t("summary.residents_view")}
        </h2>
        {asked.map((item) => (
          <Words key={item.id} item={item} child={null} />
        ))}
      </section>
      <Readback />
      <End />
    </>
  );
}
