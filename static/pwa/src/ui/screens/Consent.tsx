/** "Samtycke": every adult is asked, and nothing behind this door opens without a yes. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Consent as Given, Purpose } from "../../domain/contract";
import type { ConsentText as Text, ErrorCode } from "../../domain/tablet";
import type { UnfinishedConsent } from "../../domain/unfinished";
import { useConsentTexts } from "../consentTexts";
import { clockOf, momentOf } from "../format";
import { Button } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { useReader } from "../parts/ReadAloud";
import { Heading } from "../parts/Shell";
import { Sheet } from "../parts/Sheet";
import { sentenceOfCode } from "../refusals";
import { useSlice } from "../slice";
import { useSurroundings } from "../surroundings";
import { say, t } from "../tongue";
import {
  askedIn,
  beginConsent,
  FORM_NAMES,
  gateOf,
  nextAdult,
  PURPOSE_NAMES,
  PURPOSES,
  standingIn,
  textFor,
} from "../views/consents";
import { shown, whyOf } from "../views/labels";
import { useVisit } from "../visit";
import { takeBack } from "../withdrawal";
import { ConsentForm } from "./ConsentForm";
import { ConsentText } from "./ConsentText";
import { Declined, NobodyHome } from "./NoVisit";

function AskedWhen() {
  const { session } = useVisit();
  const { plan } = session.draft.value;
  const how = askedIn(plan);
  if (plan === null || how === "unknown") return <p class="quiet">{t("consent.asked_unknown")}</p>;
  const slots = { asked: momentOf(plan.asked_at ?? ""), planned: momentOf(plan.planned_at) };
  if (how === "good_time") return <p class="quiet">{t("consent.asked", slots)}</p>;
  return (
    <Notice tone="warning">
      <p>{t("consent.asked", slots)}</p>
      <p>{t("consent.asked_late")}</p>
    </Notice>
  );
}

interface GivenProps {
  readonly consent: Given;
  readonly onAskAgain: () => void;
}

function roomsInWords(
  consent: Given,
  zones: readonly { id: string; sv: string; en: string }[],
): string {
  if (consent.rooms === null) return t("consent.all_rooms");
  return zones
    .filter(({ id }) => consent.rooms?.includes(id))
    .map(say)
    .join(", ");
}

function Yes({ consent }: { readonly consent: Given }) {
  const { tablet } = useSurroundings();
  const { session, checklist } = useVisit();
  const error = useSignal<ErrorCode | null>(null);
  const asking = useSignal<Purpose | null>(null);
  const back = async (purpose: Purpose): Promise<void> => {
    asking.value = null;
    error.value = await takeBack(tablet, session, [consent.id], [purpose]);
  };
  const standing = standingIn(consent);
  const declinedParts = PURPOSES.filter((purpose) => !standing.includes(purpose)).map((purpose) =>
    t(PURPOSE_NAMES[purpose]),
  );
  return (
    <>
      <ul class="yeses">
        {standing.map((purpose) => (
          <li key={purpose} class="row row--apart">
            <span>
              <span aria-hidden="true">✓ </span>
              {t(PURPOSE_NAMES[purpose])}
              {purpose === "rooms" && `: ${roomsInWords(consent, checklist.walk_zones)}`}
            </span>
            {purpose !== "visit" && (
              <Button weight="tertiary" onPress={() => (asking.value = purpose)}>
                {t("consent.take_back")}
                <span class="sr-only"> {t(PURPOSE_NAMES[purpose])}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {declinedParts.length > 0 && (
        <p class="quiet">{t("consent.said_no_to", { what: declinedParts.join(", ") })}</p>
      )}
      {error.value !== null && (
        <Notice tone="danger" isSpoken>
          {sentenceOfCode(error.value)}
        </Notice>
      )}
      <Sheet
        title={t("consent.take_back_title")}
        isOpen={asking.value !== null}
        onClose={() => (asking.value = null)}
      >
        <p class="lead">{asking.value !== null && t(PURPOSE_NAMES[asking.value])}</p>
        <p>{t("consent.take_back_what")}</p>
        {asking.value === "photos" && <p>{t("consent.take_back_photos")}</p>}
        <Button isFull onPress={() => asking.value !== null && void back(asking.value)}>
          {t("consent.take_back")}
        </Button>
        <Button weight="secondary" isFull onPress={() => (asking.value = null)}>
          {t("sheet.back")}
        </Button>
      </Sheet>
    </>
  );
}

function GivenCard({ consent, onAskAgain }: GivenProps) {
  const { adult, name, decision, form, given } = consent;
  const at = clockOf(given.device_at);
  return (
    <section class="panel" aria-label={shown(adult)}>
      <h2 class="ds-heading" data-size="xs">
        {[shown(adult), name].filter(Boolean).join(" · ")}
      </h2>
      {decision === "declined" && <p>{t("consent.said_no", { at })}</p>}
      {decision === "withdrawn" && (
        <p>
          {t("consent.took_back", { at: clockOf(consent.withdrawn?.device_at ?? given.device_at) })}
        </p>
      )}
      {decision === "granted" && (
        <>
          <p class="quiet">
            {form !== null && t(FORM_NAMES[form])} · {at}
          </p>
          <Yes consent={consent} />
        </>
      )}
      {decision === "declined" && (
        <Button weight="tertiary" onPress={onAskAgain}>
          {t("consent.ask_again")}
        </Button>
      )}
    </section>
  );
}

interface AskingOneProps {
  readonly texts: readonly Text[];
  readonly text: Text;
  readonly wanted: string;
  readonly asked: UnfinishedConsent;
  readonly onChange: (part: Partial<UnfinishedConsent>) => void;
}

/** The words, and the answers of one adult to them. */
function AskingOne({ texts, text, wanted, asked, onChange }: AskingOneProps) {
  const reader = useReader();
  useEffect(() => () => reader.stop(), [reader, text.sha256]);
  return (
    <>
      <ConsentText
        texts={texts}
        text={text}
        wanted={wanted}
        reader={reader}
        onLanguage={(language) => onChange({ language })}
      />
      <ConsentForm asked={asked} text={text} reader={reader} onChange={onChange} />
    </>
  );
}

/** The office expects more adults than have answered. */
function OthersToAsk() {
  const { session } = useVisit();
  const { content, plan } = session.draft.value;
  const expected = plan?.adults ?? 0;
  if (content.consents.length >= expected) return null;
  return (
    <Notice tone="warning">
      {t("consent.others_to_ask", { expected, count: content.consents.length })}
    </Notice>
  );
}

function Asking({ texts }: { readonly texts: readonly Text[] }) {
  const { tablet } = useSurroundings();
  const { session } = useVisit();
  const { content, unfinished, plan } = session.draft.value;
  const wanted = plan?.language ?? "";
  const set = (consent: UnfinishedConsent): void =>
    session.revise({ unfinished: { ...session.draft.value.unfinished, consent } });
  const begin = (adult: string): void => set(beginConsent(tablet.newId(), adult, wanted || "sv"));
  const asked = unfinished.consent;
  const text = textFor(texts, asked?.language ?? wanted);
  const gate = gateOf(content.consents);
  if (text === null) return <Notice tone="danger">{t("consent.no_texts")}</Notice>;
  return (
    <>
      {content.consents.map((consent) => (
        <GivenCard key={consent.id} consent={consent} onAskAgain={() => begin(consent.adult)} />
      ))}
      {gate === "open" && content.consents.some(({ decision }) => decision === "declined") && (
        <Notice tone="warning">{t("consent.partial")}</Notice>
      )}
      {asked === null && gate === "open" && <OthersToAsk />}
      {asked === null && gate === "declined" && <Declined />}
      {asked === null && gate !== "withdrawn" && (
        <div class="row row--apart">
          <Button
            weight={content.consents.length === 0 ? "primary" : "secondary"}
            onPress={() => begin(nextAdult(content.consents))}
          >
            {t("consent.ask", { adult: shown(nextAdult(content.consents)) })}
          </Button>
          {content.consents.length === 0 && <NobodyHome />}
        </div>
      )}
      {asked !== null && (
        <AskingOne
          key={asked.id}
          texts={texts}
          text={text}
          wanted={wanted}
          asked={asked}
          onChange={(part) => {
            const now = session.draft.value.unfinished.consent;
            if (now !== null) set({ ...now, ...part });
          }}
        />
      )}
    </>
  );
}

function FromTheOffice() {
  const { session } = useVisit();
  const { plan } = session.draft.value;
  const lines = [plan === null ? "" : whyOf(plan.purpose), plan?.note].filter(Boolean);
  if (lines.length === 0) return null;
  return (
    <section class="panel" aria-label={t("consent.from_office")}>
      <p class="group-label">{t("consent.from_office")}</p>
      {lines.map((line) => (
        <p key={line} class="said">
          {line}
        </p>
      ))}
    </section>
  );
}

/** The consents of the visit. */
export function Consent() {
  const { session } = useVisit();
  const isAsking = useSlice(() => session.draft.value.unfinished.consent !== null, [session]);
  const texts = useConsentTexts(isAsking);
  return (
    <>
      <Heading>{t("step.consent")}</Heading>
      <p>{t("consent.every_adult")}</p>
      <AskedWhen />
      <FromTheOffice />
      {texts.value !== null && <Asking texts={texts.value} />}
    </>
  );
}
