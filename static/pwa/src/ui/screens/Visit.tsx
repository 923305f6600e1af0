/** A visit: which of its steps is shown, what is above and below it, and when it is shut. */

import { useEffect } from "preact/hooks";
import { Button, LinkButton } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { Heading, HouseDoor, PageBar, Shell } from "../parts/Shell";
import { Stop } from "../parts/Stop";
import { sentenceOfCode } from "../refusals";
import { go, hrefOf, visitHref } from "../router";
import { useSlice } from "../slice";
import { useSurroundings } from "../surroundings";
import { language, t, type Key } from "../tongue";
import { gateOf } from "../views/consents";
import { childrenInOneWord } from "../views/labels";
import { allowedStep, stepAfter, stepBefore, type Walk } from "../views/steps";
import { voicesOf } from "../views/voices";
import { zoneIds } from "../views/zones";
import { ensureVisit, opening, useVisit, VisitContext, type OpenVisit } from "../visit";
import { Acute } from "../parts/Acute";
import { CameraDoor } from "./CameraDoor";
import { NewConcern } from "./Concern";
import { Consent } from "./Consent";
import { DoNowLine } from "./DoNow";
import { Ended } from "./Ended";
import { Home } from "./Home";
import { OtherUnsafePhotos } from "./Photos";
import { Stopped } from "./Stopped";
import { Summary } from "./Summary";
import { addressOf } from "./Today";
import { Voice } from "./Voice";
import { Zone } from "./Zone";

const TITLES: Readonly<Record<string, Key>> = {
  consent: "step.consent",
  home: "step.home",
  zone: "step.zone",
  voice: "step.voice",
  summary: "step.summary",
  concern: "concern.title",
  ended: "step.ended",
  stopped: "step.stopped",
};

/** What decides which steps of a visit there are now. */
function walkOf({ session, checklist }: OpenVisit): Walk {
  const { content } = session.draft.value;
  return {
    gate: gateOf(content.consents),
    zones: zoneIds(checklist, content.context),
    hasVoices: voicesOf(checklist, content.context).length > 0,
  };
}

/** Whose home it is, and the way out of the visit, which stays as it is. */
function Door() {
  const { session } = useVisit();
  const address = useSlice(() => addressOf(session.draft.value), [session, language.value]);
  const count = useSlice(() => {
    const { plan, content } = session.draft.value;
    return content.context.children.length || (plan?.children.length ?? 0);
  }, [session]);
  return (
    <a class="top__leave" href={hrefOf("today")}>
      <span class="sr-only">{t("bar.leave")}</span>
      <strong>{address}</strong>
      <span>{childrenInOneWord(count)}</span>
    </a>
  );
}

function Bar({ walk, step }: { readonly walk: Walk; readonly step: string }) {
  const { session } = useVisit();
  const before = stepBefore(walk, step);
  const after = stepAfter(walk, step);
  const back = before === null ? hrefOf("today") : visitHref(session.visitId, before);
  return (
    <nav class="bottom" aria-label={t("bar.visit")}>
      <div class="bottom__row">
        <a href={back}>{before === null ? t("nav.today") : t("bar.back")}</a>
        <Stop />
        <Acute />
        {after === null ? (
          <button type="button" disabled>
            {t("bar.next")}
          </button>
        ) : (
          <a class="next" href={visitHref(session.visitId, after)}>
            {t("bar.next")}
          </a>
        )}
      </div>
    </nav>
  );
}

/** While it is not said whether consent was taken back, only help is at hand. */
function StoppedBar() {
  return (
    <nav class="bottom" aria-label={t("bar.visit")}>
      <div class="bottom__row">
        <Acute />
      </div>
    </nav>
  );
}

function Step({ step }: { readonly step: string }) {
  const [name, of = ""] = step.split("/");
  switch (name) {
    case "home":
      return <Home />;
    case "zone":
      return <Zone key={of} zone={of} />;
    case "voice":
      return <Voice />;
    case "summary":
      return <Summary />;
    case "concern":
      return <NewConcern />;
    case "ended":
      return <Ended />;
    case "stopped":
      return <Stopped />;
    default:
      return <Consent />;
  }
}

function Open({ visit, wanted }: { readonly visit: OpenVisit; readonly wanted: string }) {
  const { session } = visit;
  const walk = useSlice(() => walkOf(visit), [visit]);
  const left = useSlice(() => session.draft.value.place.step, [session]);
  const isReadOnly = useSlice(() => session.draft.value.isReadOnly, [session]);
  const isStopped = useSlice(() => session.draft.value.unfinished.stopped !== null, [session]);
  const asked = allowedStep(walk, wanted === "" ? left : wanted);
  const step = isStopped && asked !== "concern" ? "stopped" : asked;
  useEffect(() => {
    if (!isStopped && step !== "concern") session.moveTo(step);
  }, [session, step, isStopped]);
  return (
    <VisitContext.Provider value={visit}>
      <Shell
        title={TITLES[step.split("/")[0] ?? ""] ?? "step.consent"}
        screen={`${session.visitId}/${step}`}
        door={<Door />}
        bottom={step === "stopped" ? <StoppedBar /> : <Bar walk={walk} step={step} />}
      >
        {!isStopped && <CameraDoor />}
        {!isStopped && <OtherUnsafePhotos step={step} />}
        {walk.gate === "open" && !["summary", "concern"].includes(step) && <DoNowLine />}
        {isReadOnly && <Notice tone="warning">{t("visit.read_only")}</Notice>}
        <Step step={step} />
      </Shell>
    </VisitContext.Provider>
  );
}

function Waiting({ visitId }: { readonly visitId: string }) {
  const { tablet } = useSurroundings();
  const { value } = opening;
  const isOther = value.is !== "none" && value.visitId !== visitId;
  const isShut = value.is === "failed" && !isOther;
  return (
    <Shell
      title="nav.today"
      screen={`${visitId}/${value.is}`}
      door={<HouseDoor />}
      bottom={<PageBar page={null} />}
    >
      <Heading>{isShut ? t("visit.not_opened") : t("visit.opening")}</Heading>
      {isShut && (
        <Notice tone="danger" isSpoken>
          {sentenceOfCode(value.code)}
        </Notice>
      )}
      {value.is === "open" && isOther && (
        <Notice tone="danger" isSpoken>
          <p>{t("visit.other_unsaved")}</p>
          <LinkButton href={visitHref(value.visitId)} weight="secondary">
            {t("visit.to_other")}
          </LinkButton>
        </Notice>
      )}
      <div class="row">
        <Button weight="secondary" onPress={() => void ensureVisit(tablet, visitId)}>
          {t("visit.try_again")}
        </Button>
        <Button weight="tertiary" onPress={() => go(hrefOf("today"))}>
          {t("nav.today")}
        </Button>
      </div>
    </Shell>
  );
}

/** A visit by its id, at the step that the address names or where the worker left off. */
export function Visit({ visitId, step }: { readonly visitId: string; readonly step: string }) {
  const { value } = opening;
  if (value.is === "open" && value.visitId === visitId) {
    return <Open key={visitId} visit={value.visit} wanted={step} />;
  }
  return <Waiting visitId={visitId} />;
}
