/** One adult is asked: what is said yes to, how, and a no as large as the yes. */

import { useSignal } from "@preact/signals";
import { TALK } from "../../domain/consent";
import type { Purpose } from "../../domain/contract";
import type { ConsentText as Text } from "../../domain/tablet";
import type { UnfinishedConsent } from "../../domain/unfinished";
import { Button, Choices } from "../parts/buttons";
import { TextField, Tick } from "../parts/fields";
import { Notice } from "../parts/Notice";
import { InBoth, SaidLine } from "../parts/Said";
import { Sentences } from "../parts/Sentences";
import { SignaturePad } from "../parts/SignaturePad";
import type { Reader, Reading } from "../reader";
import { useSurroundings } from "../surroundings";
import { language, say, t, type Key } from "../tongue";
import {
  CAPACITIES,
  CAPACITY_NAMES,
  declined,
  granted,
  lackingIn,
  PURPOSE_NAMES,
  PURPOSES,
  withConsent,
  type Lack,
} from "../views/consents";
import { shown } from "../views/labels";
import { passagesOf } from "../views/passages";
import { useVisit } from "../visit";

const LACKS: Readonly<Record<Lack, Key>> = {
  capacity: "lack.capacity",
  visit: "lack.visit",
  purposes: "lack.purposes",
  rooms: "lack.rooms",
  signature: "lack.signature",
  witness: "lack.witness",
};

interface PartProps {
  readonly asked: UnfinishedConsent;
  readonly onChange: (part: Partial<UnfinishedConsent>) => void;
}

function WhoAnswers({ asked, onChange }: PartProps) {
  const title = `who-${asked.id}`;
  return (
    <section class="panel">
      <h2 id={title} class="ds-heading" data-size="xs">
        {t("consent.who", { adult: shown(asked.adult) })}
      </h2>
      <Choices
        labelledBy={title}
        options={CAPACITIES.map((value) => ({ value, label: t(CAPACITY_NAMES[value]) }))}
        chosen={asked.capacity}
        onChoose={(capacity) => onChange({ capacity })}
      />
      <TextField
        label={t("consent.name")}
        hint={t("consent.name_hint")}
        value={asked.name}
        onText={(name) => onChange({ name })}
      />
    </section>
  );
}

interface SpokenProps extends PartProps {
  readonly text: Text;
}

function RoomChoice({ asked, text, onChange }: SpokenProps) {
  const { checklist } = useVisit();
  const zones = checklist.walk_zones.filter(({ id }) => id !== TALK);
  const chosen = asked.rooms;
  const turn = (zone: string, isOn: boolean): void => {
    const others = (chosen ?? []).filter((each) => each !== zone);
    onChange({ rooms: isOn ? [...others, zone] : others });
  };
  return (
    <div class="stack stack--tight">
      <Choices
        label={t("consent.which_rooms")}
        options={[
          {
            value: "all",
            label: (
              <InBoth
                text={text}
                ours={t("consent.all_rooms")}
                theirs={text.on_tablet?.all_rooms}
              />
            ),
          },
          {
            value: "some",
            label: (
              <InBoth
                text={text}
                ours={t("consent.some_rooms")}
                theirs={text.on_tablet?.some_rooms}
              />
            ),
          },
        ]}
        chosen={chosen === null ? "all" : "some"}
        onChoose={(which) => onChange({ rooms: which === "all" ? null : (chosen ?? []) })}
      />
      {chosen !== null &&
        zones.map((zone) => (
          <Tick
            key={zone.id}
            label={say(zone)}
            isOn={chosen.includes(zone.id)}
            onTurn={(isOn) => turn(zone.id, isOn)}
          />
        ))}
    </div>
  );
}

interface QuestionProps extends SpokenProps {
  readonly purpose: Purpose;
  readonly reading: Reading;
}

function PurposeQuestion(props: QuestionProps) {
  const { asked, onChange, purpose, text } = props;
  const passage = passagesOf(text).find(({ is }) => is === purpose);
  const title = `${purpose}-${asked.id}`;
  const answer = asked.answers[purpose];
  const give = (isYes: boolean): void =>
    onChange({ answers: { ...asked.answers, [purpose]: isYes } });
  return (
    <section class="panel">
      <h3 id={title} class="ds-heading" data-size="2xs">
        {t(PURPOSE_NAMES[purpose])}
      </h3>
      <SaidLine text={text}>
        {passage !== undefined && <Sentences passage={passage} reading={props.reading} />}
      </SaidLine>
      <Choices
        labelledBy={title}
        options={[
          {
            value: "yes",
            label: (
              <InBoth text={text} ours={t("answer.yes")} theirs={text.on_tablet?.answer_yes} />
            ),
          },
          {
            value: "no",
            label: <InBoth text={text} ours={t("answer.no")} theirs={text.on_tablet?.answer_no} />,
          },
        ]}
        chosen={answer === undefined ? null : answer ? "yes" : "no"}
        onChoose={(chosen) => give(chosen === "yes")}
      />
      {purpose === "rooms" && answer === true && (
        <RoomChoice asked={asked} text={text} onChange={onChange} />
      )}
    </section>
  );
}

/** Words of the text's own language for who answers; nothing where the worker reads the same. */
function theirs(text: Text, words: string | undefined) {
  if (words === undefined || text.language === language.value) return undefined;
  return <SaidLine text={text}>{words}</SaidLine>;
}

function HowGiven({ asked, text, onChange }: SpokenProps) {
  const { session } = useVisit();
  const title = `how-${asked.id}`;
  return (
    <section class="panel">
      <h2 id={title} class="ds-heading" data-size="xs">
        {t("consent.how")}
      </h2>
      {theirs(text, text.on_tablet?.answer_aloud)}
      <Choices
        labelledBy={title}
        options={[
          { value: "signature", label: t("consent.sign") },
          { value: "oral_witnessed", label: t("consent.oral") },
        ]}
        chosen={asked.form}
        onChoose={(form) => onChange({ form })}
      />
      {asked.form === "signature" && (
        <SignaturePad
          key={asked.id}
          label={t("consent.sign_here", { adult: shown(asked.adult) })}
          said={theirs(text, text.on_tablet?.sign_here)}
          signature={asked.signature}
          onStrokes={(signature) => {
            onChange({ signature });
            void session.flush();
          }}
        />
      )}
      {asked.form === "oral_witnessed" && (
        <TextField
          label={t("consent.witness")}
          hint={t("consent.witness_hint")}
          value={asked.witness}
          onText={(witness) => onChange({ witness })}
        />
      )}
      <TextField
        label={t("consent.interpreter")}
        hint={t("consent.interpreter_hint")}
        value={asked.interpreter}
        onText={(interpreter) => onChange({ interpreter })}
      />
    </section>
  );
}

function Answers({ asked, text }: { readonly asked: UnfinishedConsent; readonly text: Text }) {
  const { tablet } = useSurroundings();
  const { session } = useVisit();
  const isAsked = useSignal(false);
  const lacks = lackingIn(asked);
  const keep = (answer: typeof granted): void => {
    const consent = answer(asked, text, tablet.moment());
    const { content, unfinished } = session.draft.value;
    session.revise({
      content: {
        ...content,
        interpreter: content.interpreter || consent.interpreter,
        consents: withConsent(content.consents, consent),
      },
      unfinished: { ...unfinished, consent: null },
    });
    void session.flush();
    window.scrollTo(0, 0);
  };
  return (
    <section class="stack stack--tight" aria-label={t("consent.answer")}>
      {isAsked.value && lacks.length > 0 && (
        <Notice tone="warning" isSpoken>
          <p>{t("consent.lacks")}</p>
          <ul>
            {lacks.map((lack) => (
              <li key={lack}>{t(LACKS[lack])}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div class="equals">
        <Button weight="secondary" isFull onPress={() => keep(declined)}>
          <InBoth text={text} ours={t("consent.no_thanks")} theirs={text.on_tablet?.decline} />
        </Button>
        <Button
          weight="secondary"
          isFull
          onPress={() => (lacks.length > 0 ? (isAsked.value = true) : keep(granted))}
        >
          <InBoth text={text} ours={t("consent.yes")} theirs={text.on_tablet?.agree} />
        </Button>
      </div>
      {text.on_tablet !== null && (
        <SaidLine text={text}>{text.on_tablet.change_mind}</SaidLine>
      )}
      <p class="small quiet">{t("consent.no_is_fine")}</p>
    </section>
  );
}

interface ConsentFormProps extends PartProps {
  readonly text: Text;
  readonly reader: Reader;
}

/** The form for one adult. */
export function ConsentForm({ asked, text, reader, onChange }: ConsentFormProps) {
  return (
    <>
      <WhoAnswers asked={asked} onChange={onChange} />
      <section class="stack" aria-label={t("consent.purposes")}>
        {PURPOSES.map((purpose) => (
          <PurposeQuestion
            key={purpose}
            purpose={purpose}
            asked={asked}
            text={text}
            reading={reader.reading.value}
            onChange={onChange}
          />
        ))}
      </section>
      <HowGiven asked={asked} text={text} onChange={onChange} />
      <Answers asked={asked} text={text} />
    </>
  );
}
