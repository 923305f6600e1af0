/** A deficiency in one place: which description fits, and then, folded, what more is known. */

import { useSignal } from "@preact/signals";
import type { Item } from "../../domain/checklist";
import type {
  ActionTaken,
  Answer,
  Finding as Found,
  Level as LevelId,
} from "../../domain/contract";
import type { Suggestion } from "../../domain/checklist";
import { clockOf, numberOf } from "../format";
import { Button, Choices } from "../parts/buttons";
import { NumberField, TextArea, TextField, Tick } from "../parts/fields";
import { Level, LEVELS } from "../parts/Level";
import { dropPhotos } from "../photos";
import { useSlice } from "../slice";
import { useSurroundings } from "../surroundings";
import { say, t } from "../tongue";
import { newFinding, withFinding, type Question } from "../views/answers";
import { unitName } from "../views/labels";
import { useVisit } from "../visit";
import { Photos } from "./Photos";

interface FindingProps {
  readonly item: Item;
  readonly question: Question;
  readonly finding: Found;
  readonly index: number;
  readonly set: (part: Partial<Found>) => void;
}

interface LevelsProps {
  readonly item: Item;
  readonly chosen: LevelId | null;
  readonly suggestion: Suggestion | null;
  readonly onChoose: (level: LevelId) => void;
}

/** The limit that was passed, in words: `under 18 °C`. */
export function limitOf({ op, limit }: Suggestion, { measure }: Item): string {
  const slots = { limit: numberOf(limit, 2), unit: unitName(measure?.unit ?? "") };
  return op === "<" ? t("finding.below", slots) : t("finding.above", slots);
}

/** The described situations of an item, each with its level. */
export function Levels({ item, chosen, suggestion, onChoose }: LevelsProps) {
  const title = `levels-${item.id}`;
  const described = LEVELS.flatMap((level) => {
    const text = item.levels[level];
    return text === undefined ? [] : [{ level, text: say(text) }];
  });
  return (
    <div class="stack stack--tight">
      <p id={title} class="group-label">
        {t("finding.which")}
      </p>
      {suggestion !== null && (
        <p class="small">
          {t("finding.suggests")} <Level level={suggestion.level} /> {limitOf(suggestion, item)}
        </p>
      )}
      <Choices
        labelledBy={title}
        isWide
        options={described.map(({ level, text }) => ({
          value: level,
          label: (
            <span class="situation">
              <Level level={level} />
              <span>{text}</span>
            </span>
          ),
        }))}
        chosen={chosen}
        onChoose={onChoose}
      />
    </div>
  );
}

function AtOnce({ finding, set }: Pick<FindingProps, "finding" | "set">) {
  const { tablet } = useSurroundings();
  const taken = finding.action_taken;
  const change = (part: Partial<ActionTaken>): void => {
    const before = taken ?? { what: "", who_was_told: "", at: tablet.now() };
    set({ action_taken: { ...before, ...part } });
  };
  return (
    <div class="panel at-once">
      <p class="group-label">{t("finding.acute")}</p>
      <TextArea
        label={t("finding.what_was_done")}
        rows={2}
        value={taken?.what ?? ""}
        onText={(what) => change({ what })}
      />
      <TextField
        label={t("finding.who_was_told")}
        value={taken?.who_was_told ?? ""}
        onText={(told) => change({ who_was_told: told })}
      />
      <div class="row">
        <span>
          {taken === null ? t("finding.no_time") : t("finding.time", { at: clockOf(taken.at) })}
        </span>
        <Button weight="tertiary" onPress={() => change({ at: tablet.now() })}>
          {t("finding.time_now")}
        </Button>
      </div>
    </div>
  );
}

function Rooms({ finding, set }: Pick<FindingProps, "finding" | "set">) {
  const { checklist } = useVisit();
  const rooms = checklist.walk_zones.filter(({ id }) => id !== "whole" && id !== "talk");
  return (
    <fieldset class="plain-fieldset">
      <legend class="group-label">{t("finding.rooms")}</legend>
      <div class="ticks">
        {rooms.map((room) => (
          <Tick
            key={room.id}
            label={say(room)}
            isOn={finding.rooms.includes(room.id)}
            onTurn={(isOn) => {
              const others = finding.rooms.filter((each) => each !== room.id);
              set({ rooms: isOn ? [...others, room.id] : others });
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Responsible({ finding, set, item }: Pick<FindingProps, "finding" | "set" | "item">) {
  const { checklist } = useVisit();
  const title = `responsible-${item.id}`;
  const parties = ["landlord", "resident", "shared", "municipality"] as const;
  return (
    <div class="stack stack--tight">
      <p id={title} class="group-label">
        {t("finding.responsible")}
      </p>
      <Choices
        labelledBy={title}
        options={parties.map((value) => {
          const words = checklist.responsible_parties[value];
          return { value, label: words === undefined ? value : say(words) };
        })}
        chosen={finding.responsible}
        onChoose={(responsible) => set({ responsible })}
      />
    </div>
  );
}

function More(props: FindingProps) {
  const { item, finding, set } = props;
  const { session } = useVisit();
  const hasChildren = useSlice(
    () => session.draft.value.content.context.children.length > 0,
    [session],
  );
  const { measure } = item;
  return (
    <details class="folded">
      <summary>{t("finding.more")}</summary>
      <div class="stack">
        <Rooms finding={finding} set={set} />
        {hasChildren && (
          <Tick
            label={t("finding.in_childs_room")}
            isOn={finding.in_childs_room}
            onTurn={(isOn) => set({ in_childs_room: isOn })}
          />
        )}
        <TextArea label={t("finding.note")} value={finding.note} onText={(note) => set({ note })} />
        {measure !== null && measure.computed_from === null && (
          <NumberField
            label={t("finding.measured_here", { unit: unitName(measure.unit) })}
            value={finding.measured_value}
            range={measure.range}
            onNumber={(value) => set({ measured_value: value })}
          />
        )}
        <Tick
          label={t("finding.fixed")}
          isOn={finding.fixed_on_spot}
          onTurn={(isOn) => set({ fixed_on_spot: isOn })}
        />
        <p class="group-label">{t("finding.residents_own")}</p>
        <TextField
          label={t("finding.known_since")}
          value={finding.known_since}
          onText={(since) => set({ known_since: since })}
        />
        <TextField
          label={t("finding.reported_to")}
          value={finding.reported_to}
          onText={(to) => set({ reported_to: to })}
        />
        <Responsible item={item} finding={finding} set={set} />
      </div>
    </details>
  );
}

function One(props: FindingProps) {
  const { item, question, finding, index, set } = props;
  return (
    <>
      {finding.level === "acute" && <AtOnce finding={finding} set={set} />}
      <Photos item={item} question={question} index={index} photos={finding.photos} />
      <More {...props} />
    </>
  );
}

interface FindingsProps {
  readonly item: Item;
  readonly question: Question;
  readonly answer: Answer;
  readonly suggestion: Suggestion | null;
  readonly onAnswer: (answer: Answer) => void;
}

const MOST_FINDINGS = 20;

/** The findings of an item: one, or one for each place it is in. */
export function Findings({ item, question, answer, suggestion, onAnswer }: FindingsProps) {
  const { tablet } = useSurroundings();
  const { session } = useVisit();
  const isAdding = useSignal(false);
  const { findings } = answer;
  const add = (level: LevelId): void => {
    isAdding.value = false;
    const finding = { ...newFinding(level), responsible: item.resp };
    onAnswer({ ...answer, findings: [...findings, finding] });
  };
  const drop = (index: number): void => {
    onAnswer({ ...answer, findings: findings.filter((_, at) => at !== index) });
    void dropPhotos(tablet, session, findings[index]?.photos ?? []);
  };
  return (
    <div class="stack">
      {findings.map((finding, index) => {
        const set = (part: Partial<Found>): void => onAnswer(withFinding(answer, index, part));
        return (
          <div
            key={index}
            role="group"
            class="stack found"
            aria-label={t("finding.place", { number: index + 1 })}
          >
            {findings.length > 1 && (
              <div class="row row--apart">
                <p class="group-label">{t("finding.place", { number: index + 1 })}</p>
                <Button weight="tertiary" onPress={() => drop(index)}>
                  {t("finding.drop")}
                </Button>
              </div>
            )}
            <Levels
              item={item}
              chosen={finding.level}
              suggestion={index === 0 ? suggestion : null}
              onChoose={(level) => set({ level })}
            />
            <One item={item} question={question} finding={finding} index={index} set={set} />
          </div>
        );
      })}
      {(findings.length === 0 || isAdding.value) && (
        <Levels
          item={item}
          chosen={null}
          suggestion={findings.length === 0 ? suggestion : null}
          onChoose={add}
        />
      )}
      {findings.length > 0 && findings.length < MOST_FINDINGS && !isAdding.value && (
        <div class="row">
          <Button weight="tertiary" onPress={() => (isAdding.value = true)}>
            {t("finding.another")}
          </Button>
        </div>
      )}
    </div>
  );
}
