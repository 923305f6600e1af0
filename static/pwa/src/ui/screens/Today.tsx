/** The first screen: is the tablet ready, is anything unsent, and where to next. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Snapshot, VisitView } from "../../domain/tablet";
import { useAsked } from "../asked";
import { clockOf, kilometres, languageName, momentOf, weekdayOf } from "../format";
import { Button, LinkButton } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { SessionEnded } from "../parts/SessionEnded";
import { Heading, HouseDoor, PageBar, Shell, useUnsent } from "../parts/Shell";
import { sentenceOf } from "../refusals";
import { hrefOf, visitHref } from "../router";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";
import { waitingLong } from "../views/outbox";
import { isReadyForField } from "../views/ready";
import { wordsOf } from "../views/states";
import { dayOf, offerOf, type DayVisit } from "../views/today";

function ReadyChip() {
  const { tablet, snapshot } = useSurroundings();
  const isReady = useSignal<boolean | null>(null);
  const { pulledAt, contact } = snapshot.value;
  useEffect(() => {
    let isCurrent = true;
    void tablet.readyForField().then((checks) => {
      if (isCurrent) isReady.value = isReadyForField(checks);
    });
    return () => {
      isCurrent = false;
    };
  }, [tablet, pulledAt, contact.is]);
  const tone = isReady.value === null ? "wait" : isReady.value ? "good" : "bad";
  const said = { wait: t("ready.checking"), good: t("ready.is_ready"), bad: t("ready.not_ready") };
  return (
    <a class="chip" href={hrefOf("ready")}>
      <span class="state" data-tone={tone}>
        {said[tone]}
      </span>
    </a>
  );
}

function OutboxChip() {
  const { snapshot } = useSurroundings();
  const unsent = useUnsent();
  const { provenAt } = snapshot.value.contact;
  const at = provenAt === null ? t("outbox.never") : clockOf(provenAt);
  return (
    <a class="chip" href={hrefOf("outbox")}>
      {t("outbox.chip", { count: unsent })}
      <span class="quiet small">&nbsp;({t("outbox.contact_at", { at })})</span>
    </a>
  );
}

/** That something has waited for longer than a day. */
function WaitingNotice() {
  const { snapshot } = useSurroundings();
  const long = waitingLong(snapshot.value.outbox);
  if (long === null) return null;
  return (
    <Notice tone="warning" isSpoken>
      {t("today.waiting_long", long)}
    </Notice>
  );
}

function UpdateNotice({ update }: Pick<Snapshot, "update">) {
  const { tablet } = useSurroundings();
  const said = useSignal<string | null>(null);
  if (!update.isWaiting) return null;
  const apply = async (): Promise<void> => {
    const result = await tablet.applyUpdate();
    if (!result.ok) said.value = sentenceOf(result.error);
  };
  return (
    <Notice tone="info">
      <p>{said.value ?? (update.mayApply ? t("update.waiting") : t("update.after_visit"))}</p>
      {update.mayApply && (
        <Button weight="secondary" onPress={() => void apply()}>
          {t("update.apply")}
        </Button>
      )}
    </Notice>
  );
}

/** What is known of a home before one is there: children, language, interpreter. */
export function homeWords({ plan }: VisitView): string {
  if (plan === null) return t("today.no_plan");
  const { length: count } = plan.children;
  const children = count === 0 ? t("today.no_children") : t("today.children", { count });
  const tolk = plan.interpreter === "" ? "" : t("today.interpreter", { who: plan.interpreter });
  return [children, languageName(plan.language), tolk].filter(Boolean).join(" · ");
}

/** The address, or that it is not known here. */
export function addressOf({ plan }: Pick<VisitView, "plan">): string {
  if (plan === null) return t("today.no_address");
  const flat = plan.dwelling_number === "" ? "" : `, ${t("today.flat")} ${plan.dwelling_number}`;
  return `${plan.address}${flat}`;
}

function Offer({ view }: { readonly view: VisitView }) {
  const offer = offerOf(view);
  if (offer === "none") return <span class="quiet">{t("today.cancelled")}</span>;
  if (offer === "look") {
    return (
      <LinkButton href={hrefOf("outbox")} weight="tertiary">
        {t("today.look")}
      </LinkButton>
    );
  }
  const weight = offer === "continue" ? "primary" : "secondary";
  return (
    <LinkButton href={visitHref(view.visitId)} weight={weight}>
      {offer === "continue" ? t("today.continue") : t("today.start")}
      <span class="sr-only"> {addressOf(view)}</span>
    </LinkButton>
  );
}

function VisitCard({ visit: { view, kilometres: km } }: { readonly visit: DayVisit }) {
  const { plan, state } = view;
  const words = wordsOf(state);
  return (
    <li class="visit">
      <p class="visit__hour">{plan === null ? "–" : clockOf(plan.planned_at)}</p>
      <div class="visit__what">
        <h3 class="ds-heading" data-size="2xs">
          {addressOf(view)}
        </h3>
        <p class="quiet">
          {[plan?.postal_town, km === null ? "" : kilometres(km)].filter(Boolean).join(" · ")}
        </p>
        <p>{homeWords(view)}</p>
        {state.is !== "planned" && (
          <p class="state" data-tone={words.tone}>
            {words.text}
          </p>
        )}
      </div>
      <div class="visit__do">
        <Offer view={view} />
      </div>
    </li>
  );
}

function Visits({ visits }: { readonly visits: readonly DayVisit[] }) {
  return (
    <ul class="visits">
      {visits.map((visit) => (
        <VisitCard key={visit.view.visitId} visit={visit} />
      ))}
    </ul>
  );
}

function Nothing({ snapshot }: { readonly snapshot: Snapshot }) {
  return (
    <div class="panel panel--plain">
      <p>{t("today.empty")}</p>
      <p class="quiet small">
        {snapshot.pulledAt === null
          ? t("today.never_pulled")
          : t("today.pulled_at", { at: momentOf(snapshot.pulledAt) })}
      </p>
    </div>
  );
}

function Pull() {
  const { tablet, snapshot } = useSurroundings();
  const { isUnderWay, press, said } = useAsked(() => tablet.pull(), () => t("today.pulled"));
  const isPulling = isUnderWay || snapshot.value.isPulling;
  return (
    <div class="row">
      <Button weight="tertiary" onPress={press}>
        {isPulling ? t("today.pulling") : t("today.pull")}
      </Button>
      <span role="status" class="small">
        {said}
      </span>
    </div>
  );
}

/** The day. */
export function Today() {
  const { tablet, snapshot } = useSurroundings();
  const now = new Date(tablet.now());
  const { visits, session, isRevoked, update } = snapshot.value;
  const day = dayOf(visits, now);
  return (
    <Shell title="nav.today" screen="today" door={<HouseDoor />} bottom={<PageBar page="today" />}>
      <Heading>{t("today.title", { day: weekdayOf(now) })}</Heading>
      <div class="row">
        <ReadyChip />
        <OutboxChip />
      </div>
      {isRevoked && (
        <Notice tone="danger" isSpoken>
          {t("today.revoked")}
        </Notice>
      )}
      {session === "ended" && <SessionEnded />}
      <WaitingNotice />
      <UpdateNotice update={update} />
      <section class="stack stack--tight" aria-label={t("today.visits")}>
        <h2 class="sr-only">{t("today.visits")}</h2>
        {day.visits.length > 0 ? (
          <Visits visits={day.visits} />
        ) : (
          <Nothing snapshot={snapshot.value} />
        )}
      </section>
      {day.others.length > 0 && (
        <details class="folded">
          <summary>{t("today.other_days", { count: day.others.length })}</summary>
          <div class="stack">
            {day.others.map(({ day: other, visits: its }) => (
              <section key={other} class="stack stack--tight">
                <h2 class="ds-heading" data-size="2xs">
                  {weekdayOf(other)}
                </h2>
                <Visits visits={its.map((view) => ({ view, kilometres: null }))} />
              </section>
            ))}
          </div>
        </details>
      )}
      <div class="row row--apart">
        <LinkButton href={hrefOf("rent")} weight="secondary">
          {t("nav.rent")}
        </LinkButton>
        <Pull />
      </div>
    </Shell>
  );
}
