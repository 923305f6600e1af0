/** A concern that was raised: how far it has come, and whom to call until a person has read it. */

import { useSignal } from "@preact/signals";
import type { Call } from "../../domain/contract";
import type { ConcernView, ErrorCode } from "../../domain/tablet";
import { clockOf, momentOf } from "../format";
import { Button, Choices, LinkButton } from "../parts/buttons";
import { TextField } from "../parts/fields";
import { Notice } from "../parts/Notice";
import { Heading, HouseDoor, PageBar, Shell } from "../parts/Shell";
import { sentenceOfCode } from "../refusals";
import { visitHref } from "../router";
import { useSurroundings } from "../surroundings";
import { t, type Key } from "../tongue";
import { shown } from "../views/labels";
import { firstNumber, labelOf, ownNumbers, telHref } from "../views/numbers";
import { reachOf, reasonOf } from "../views/outbox";

const WHOM: Readonly<Record<Call["whom"], Key>> = {
  on_call: "call.on_call",
  "112": "call.112",
  police: "call.police",
  other: "call.other",
};

function Calls({ concern }: { readonly concern: ConcernView }) {
  const { tablet } = useSurroundings();
  const whom = useSignal<Call["whom"]>("on_call");
  const note = useSignal("");
  const error = useSignal<ErrorCode | null>(null);
  const log = async (reached: boolean): Promise<void> => {
    const call = { whom: whom.value, at: tablet.now(), reached, note: note.value.trim() };
    const result = await tablet.logCall(concern.concernId, call);
    error.value = result.ok ? null : result.error.code;
    if (result.ok) note.value = "";
  };
  return (
    <section class="panel">
      <h2 class="ds-heading" data-size="xs">
        {t("call.title")}
      </h2>
      <ul class="stack stack--tight" aria-live="polite">
        {concern.calls.map((call) => (
          <li key={call.at}>
            {clockOf(call.at)} · {t(WHOM[call.whom])} ·{" "}
            <strong>{call.reached ? t("call.reached") : t("call.not_reached")}</strong>
            {call.note !== "" && ` · ${call.note}`}
          </li>
        ))}
      </ul>
      <Choices
        label={t("call.whom")}
        options={(["on_call", "112", "police", "other"] as const).map((value) => ({
          value,
          label: t(WHOM[value]),
        }))}
        chosen={whom.value}
        onChoose={(value) => (whom.value = value)}
      />
      <TextField label={t("call.note")} value={note.value} onText={(text) => (note.value = text)} />
      <div class="equals">
        <Button weight="secondary" isFull onPress={() => void log(false)}>
          {t("call.not_reached")}
        </Button>
        <Button weight="secondary" isFull onPress={() => void log(true)}>
          {t("call.reached")}
        </Button>
      </div>
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
          : t("concern.call", { whom: labelOf(number), phone: number.phone })}
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

function WhomToCall({ concern }: { readonly concern: ConcernView }) {
  const { snapshot } = useSurroundings();
  return (
    <div class="stack stack--tight">
      {concern.isImmediateDanger && (
        <LinkButton href="tel:112" tone="danger" isFull>
          {t("acute.call_112")}
        </LinkButton>
      )}
      {ownNumbers(snapshot.value.directory).map((entry) => (
        <LinkButton key={entry.phone} href={telHref(entry.phone)} isFull>
          {t("acute.call", { whom: labelOf(entry), phone: entry.phone })}
        </LinkButton>
      ))}
    </div>
  );
}

function Whole({ concern }: { readonly concern: ConcernView }) {
  return (
    <>
      <HowFar concern={concern} />
      {concern.state !== "acknowledged" && <WhomToCall concern={concern} />}
      {concern.attention !== null && <Notice tone="danger">{reasonOf(concern.attention)}</Notice>}
      <Calls concern={concern} />
      <Written concern={concern} />
    </>
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
      bottom={<PageBar page={null} />}
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
