/** A concern that was raised: how far it has come, and whom to call until a person has read it. */

import { useSignal, type Signal } from "@preact/signals";
import type { Call } from "../../domain/contract";
import type { ConcernView, ErrorCode } from "../../domain/tablet";
import { clockOf, momentOf } from "../format";
import { Acute } from "../parts/Acute";
import { Button, Choices, LinkButton } from "../parts/buttons";
import { TextField } from "../parts/fields";
import { Notice } from "../parts/Notice";
import { Heading, HouseDoor, PageBar, Shell } from "../parts/Shell";
import { Stop } from "../parts/Stop";
import { sentenceOfCode } from "../refusals";
import { visitHref } from "../router";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";
import { shown } from "../views/labels";
import {
  firstNumber,
  labelOf,
  ownNumbers,
  phoneOf,
  telHref,
  whomName,
  whomOf,
} from "../views/numbers";
import { reachOf, reasonOf } from "../views/outbox";
import { opening, VisitContext } from "../visit";

/** A number that was pressed, and when: what is logged needs no more than a yes or a no. */
interface Dialled {
  readonly whom: Call["whom"];
  readonly at: string;
}

interface CallsProps {
  readonly concern: ConcernView;
  readonly dialled: Signal<Dialled | null>;
}

function Made({ calls }: Pick<ConcernView, "calls">) {
  return (
    <ul class="stack stack--tight" aria-live="polite">
      {calls.map((call) => (
        <li key={call.at}>
          {clockOf(call.at)} · {whomName(call.whom)} ·{" "}
          <strong>{call.reached ? t("call.reached") : t("call.not_reached")}</strong>
          {call.note !== "" && ` · ${call.note}`}
        </li>
      ))}
    </ul>
  );
}

function useLog({ concern, dialled }: CallsProps) {
  const { tablet } = useSurroundings();
  const whom = useSignal<Call["whom"] | null>(null);
  const note = useSignal("");
  const error = useSignal<ErrorCode | null>(null);
  const chosen = whom.value ?? dialled.value?.whom ?? "on_call";
  const log = async (reached: boolean): Promise<void> => {
    const at = dialled.value?.at ?? tablet.now();
    const call = { whom: chosen, at, reached, note: note.value.trim() };
    const result = await tablet.logCall(concern.concernId, call);
    error.value = result.ok ? null : result.error.code;
    if (!result.ok) return;
    [note.value, dialled.value, whom.value] = ["", null, null];
  };
  return { chosen, whom, note, error, log };
}

function Calls({ concern, dialled }: CallsProps) {
  const { tablet } = useSurroundings();
  const { chosen, whom, note, error, log } = useLog({ concern, dialled });
  const at = clockOf(dialled.value?.at ?? tablet.now());
  return (
    <section class="panel" data-dialled={dialled.value === null ? undefined : ""}>
      <h2 class="ds-heading" data-size="xs">
        {t("call.title")}
      </h2>
      <Made calls={concern.calls} />
      <p class="lead" role="status">
        {t(dialled.value === null ? "call.have_you" : "call.i_rang", { whom: whomName(chosen), at })}
      </p>
      <div class="equals">
        <Button weight="secondary" isFull onPress={() => void log(true)}>
          {t("call.reached")}
        </Button>
        <Button weight="secondary" isFull onPress={() => void log(false)}>
          {t("call.not_reached")}
        </Button>
      </div>
      <TextField label={t("call.who")} value={note.value} onText={(text) => (note.value = text)} />
      <Choices
        label={t("call.whom")}
        options={(["on_call", "112", "police", "other"] as const).map((value) => ({
          value,
          label: whomName(value),
        }))}
        chosen={chosen}
        onChoose={(value) => (whom.value = value)}
      />
      {error.value !== null && <Notice tone="danger">{sentenceOfCode(error.value)}</Notice>}
    </section>
  );
}

function HowFar({ concern }: { readonly concern: ConcernView }) {
  const { snapshot } = useSurroundings();
  const number = firstNumber(snapshot.value.directory);
  if (concern.state === "acknowledged") {
    return (
      <section class="reach" data-reached="" role="status">
        <p class="reach__word">{reachOf(concern)}</p>
      </section>
    );
  }
  return (
    <section class="reach" role="status">
      <p class="reach__word">{reachOf(concern)}</p>
      <p>
        {number === null
          ? t("concern.call_no_number")
          : t("concern.call", { whom: labelOf(number), phone: phoneOf(number) })}
      </p>
      <p>
        {concern.state === "sent"
          ? t("concern.lies_there", { at: clockOf(concern.sentAt ?? concern.raisedAt) })
          : t("concern.lies_here")}
      </p>
    </section>
  );
}

function Written({ concern }: { readonly concern: ConcernView }) {
  return (
    <section class="panel">
      <h2 class="ds-heading" data-size="xs">
        {t("concern.written", { at: momentOf(concern.raisedAt) })}
      </h2>
      <p class="quiet">{concern.children.map(shown).join(", ")}</p>
      <p class="group-label">{t("concern.seen")}</p>
      <p class="said">{concern.seen}</p>
      {concern.thought !== "" && (
        <>
          <p class="group-label">{t("concern.thought")}</p>
          <p class="said">{concern.thought}</p>
        </>
      )}
      {concern.receiptNumber !== null && (
        <p class="quiet">
          {t("outbox.receipt")} <strong class="receipt">{concern.receiptNumber}</strong>
        </p>
      )}
    </section>
  );
}

function WhomToCall({ concern, dialled }: CallsProps) {
  const { tablet, snapshot } = useSurroundings();
  const ring = (whom: Call["whom"]) => (): void => {
    dialled.value = { whom, at: tablet.now() };
  };
  return (
    <div class="stack stack--tight">
      {concern.isImmediateDanger && (
        <LinkButton href="tel:112" tone="danger" isFull onPress={ring("112")}>
          {t("acute.call_112")}
        </LinkButton>
      )}
      {ownNumbers(snapshot.value.directory).map((entry, at) => (
        <LinkButton
          key={entry.phone}
          href={telHref(entry.phone)}
          weight={at === 0 ? "primary" : "secondary"}
          isFull
          onPress={ring(whomOf(entry))}
        >
          {t("acute.call", { whom: labelOf(entry), phone: phoneOf(entry) })}
        </LinkButton>
      ))}
    </div>
  );
}

function Whole({ concern }: { readonly concern: ConcernView }) {
  const dialled = useSignal<Dialled | null>(null);
  return (
    <>
      <HowFar concern={concern} />
      {concern.state !== "acknowledged" && <WhomToCall concern={concern} dialled={dialled} />}
      {concern.attention !== null && <Notice tone="danger">{reasonOf(concern.attention)}</Notice>}
      <Calls concern={concern} dialled={dialled} />
      <Written concern={concern} />
    </>
  );
}

/** Beside a visit that is open: back to it, stop it, or help; else the pages. */
function Bar() {
  const { value } = opening;
  if (value.is !== "open") return <PageBar page={null} />;
  return (
    <VisitContext.Provider value={value.visit}>
      <nav class="bottom" aria-label={t("bar.visit")}>
        <div class="bottom__row">
          <a href={visitHref(value.visitId)}>{t("bar.back")}</a>
          <Stop />
          <Acute />
        </div>
      </nav>
    </VisitContext.Provider>
  );
}

/** The page of one concern; it can be seen also when its visit is finished. */
export function ConcernPage({ concernId }: { readonly concernId: string }) {
  const { snapshot } = useSurroundings();
  const { concerns, visits } = snapshot.value;
  const concern = concerns.find((each) => each.concernId === concernId);
  const visit = visits.find(({ visitId }) => visitId === concern?.visitId);
  return (
    <Shell
      title="concern.title"
      screen={concernId}
      door={<HouseDoor />}
      bottom={<Bar />}
    >
      <Heading>{t("concern.title")}</Heading>
      {concern === undefined ? <p>{t("concern.not_here")}</p> : <Whole concern={concern} />}
      {visit?.state.is === "draft" && (
        <LinkButton href={visitHref(visit.visitId)} weight="secondary" isFull>
          {t("concern.back_to_visit")}
        </LinkButton>
      )}
    </Shell>
  );
}
