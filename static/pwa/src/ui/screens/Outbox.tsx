/** "Utkorg": what has not arrived, what has, and the number to read aloud. */

import { useSignal } from "@preact/signals";
import type { ConcernView, ErrorCode, OutboxItem, VisitView } from "../../domain/tablet";
import { clockOf, momentOf, sizeOf } from "../format";
import { Button, LinkButton } from "../parts/buttons";
import { TextArea } from "../parts/fields";
import { Notice } from "../parts/Notice";
import { Sheet } from "../parts/Sheet";
import { SessionEnded } from "../parts/SessionEnded";
import { Heading, HouseDoor, PageBar, Shell } from "../parts/Shell";
import { sentenceOfCode } from "../refusals";
import { concernHref, go, visitHref } from "../router";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";
import { draftsIn, progressOf, reachOf, reasonOf, sequenceGap, visitOf } from "../views/outbox";
import { waitingIn } from "../views/lock";
import { wordsOf } from "../views/states";
import { Rescue, SendNow } from "./Leaving";
import { addressOf } from "./Today";

interface CorrectionProps {
  readonly visitId: string;
}

/** A change of what was finished is a new version with its reason; the old one stays. */
function Correction({ visitId }: CorrectionProps) {
  const { tablet } = useSurroundings();
  const isOpen = useSignal(false);
  const reason = useSignal("");
  const error = useSignal<ErrorCode | null>(null);
  const correct = async (): Promise<void> => {
    const result = await tablet.correctVisit(visitId, reason.value.trim());
    if (result.ok) go(visitHref(visitId));
    else error.value = result.error.code;
  };
  return (
    <>
      <Button weight="tertiary" onPress={() => (isOpen.value = true)}>
        {t("correct.open")}
      </Button>
      <Sheet
        title={t("correct.title")}
        isOpen={isOpen.value}
        onClose={() => (isOpen.value = false)}
      >
        <p>{t("correct.what")}</p>
        <TextArea
          label={t("correct.reason")}
          value={reason.value}
          error={error.value === null ? null : sentenceOfCode(error.value)}
          onText={(text) => (reason.value = text)}
        />
        <Button isFull isDisabled={reason.value.trim() === ""} onPress={() => void correct()}>
          {t("correct.begin")}
        </Button>
        <Button weight="secondary" isFull onPress={() => (isOpen.value = false)}>
          {t("sheet.back")}
        </Button>
      </Sheet>
    </>
  );
}

const MAY_CORRECT: readonly string[] = ["ready", "received", "received_photos_missing"];

function Card({ item, view }: { readonly item: OutboxItem; readonly view: VisitView | null }) {
  const words = wordsOf(item.state);
  const isConcern = item.kind === "concern";
  const of = view === null ? t("outbox.no_address") : addressOf(view);
  return (
    <li class={isConcern ? "panel parcel parcel--concern" : "panel parcel"}>
      <h2 class="ds-heading" data-size="2xs">
        {isConcern ? t("outbox.concern", { of }) : of}
      </h2>
      <p class="state" data-tone={words.tone}>
        {words.text}
      </p>
      {item.state.is === "needs_attention" && (
        <Notice tone="danger">
          <p>{reasonOf(item.state.reason)}</p>
          <p class="small">
            {t("outbox.nothing_lost", {
              code: item.state.reason.code,
              at: clockOf(item.state.reason.at),
            })}
          </p>
        </Notice>
      )}
      <p class="quiet">{progressOf(item)}</p>
      <p class="quiet small">{t("outbox.closed_at", { at: momentOf(item.since) })}</p>
      {item.receiptNumber !== null && (
        <p>
          {t("outbox.receipt")} <strong class="receipt">{item.receiptNumber}</strong>
        </p>
      )}
      {!isConcern && view !== null && MAY_CORRECT.includes(item.state.is) && (
        <div class="row">
          <Correction visitId={item.visitId} />
        </div>
      )}
    </li>
  );
}

function Drafts({ drafts }: { readonly drafts: readonly VisitView[] }) {
  return (
    <section class="stack stack--tight">
      <h2 class="ds-heading" data-size="xs">
        {t("outbox.drafts")}
      </h2>
      <ul class="parcels">
        {drafts.map((view) => (
          <li key={view.visitId} class="panel">
            <div class="row row--apart">
              <strong>{addressOf(view)}</strong>
              <LinkButton href={visitHref(view.visitId)} weight="secondary">
                {t("today.continue")}
                <span class="sr-only"> {addressOf(view)}</span>
              </LinkButton>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Concerns({ concerns }: { readonly concerns: readonly ConcernView[] }) {
  return (
    <ul class="parcels" aria-label={t("concern.title")}>
      {concerns.map((concern) => (
        <li key={concern.concernId} class="panel parcel--concern">
          <h2 class="ds-heading" data-size="2xs">
            <a class="ds-link" href={concernHref(concern.concernId)}>
              {t("concern.written_short", { at: momentOf(concern.raisedAt) })}
            </a>
          </h2>
          <p class="state" data-tone={concern.state === "acknowledged" ? "good" : "bad"}>
            {reachOf(concern)}
          </p>
          {concern.receiptNumber !== null && (
            <p>
              {t("outbox.receipt")} <strong class="receipt">{concern.receiptNumber}</strong>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function Contact() {
  const { snapshot } = useSurroundings();
  const { contact } = snapshot.value;
  const at = contact.provenAt === null ? t("outbox.never") : momentOf(contact.provenAt);
  return (
    <section class="panel">
      <p>
        {contact.is === "proven" ? t("outbox.has_contact") : t("outbox.no_contact")}{" "}
        <span class="quiet">{t("outbox.contact_last", { at })}</span>
      </p>
      <SendNow />
    </section>
  );
}

/** The outbox. */
export function Outbox() {
  const { snapshot } = useSurroundings();
  const { outbox, othersUnsent, visits, session, concerns } = snapshot.value;
  const drafts = draftsIn(snapshot.value);
  const shown = outbox.filter(({ kind, state }) => kind === "visit" || state.is !== "received");
  const gap = sequenceGap(snapshot.value);
  return (
    <Shell
      title="nav.outbox"
      screen="outbox"
      door={<HouseDoor />}
      bottom={<PageBar page="outbox" />}
    >
      <Heading>{t("nav.outbox")}</Heading>
      <Contact />
      {session === "ended" && <SessionEnded />}
      {gap !== null && <Notice tone="warning">{gap}</Notice>}
      {concerns.length > 0 && <Concerns concerns={concerns} />}
      {shown.length === 0 && <p class="panel panel--plain">{t("outbox.empty")}</p>}
      <ul class="parcels" aria-live="polite">
        {shown.map((item) => (
          <Card key={item.id} item={item} view={visitOf(item, visits)} />
        ))}
      </ul>
      {othersUnsent.items > 0 && (
        <p class="panel panel--plain">
          {t("outbox.others", { count: othersUnsent.items, size: sizeOf(othersUnsent.bytesLeft) })}
        </p>
      )}
      {drafts.length > 0 && <Drafts drafts={drafts} />}
      {waitingIn(snapshot.value) > 0 && (
        <section class="panel panel--plain">
          <Rescue />
        </section>
      )}
    </Shell>
  );
}
