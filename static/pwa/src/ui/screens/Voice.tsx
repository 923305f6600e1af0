/** "Barnets egna ord": voluntary, in the child's own words, and never a photo. */

import type { Item } from "../../domain/checklist";
import type { Answer } from "../../domain/contract";
import { Choices, LinkButton } from "../parts/buttons";
import { TextArea } from "../parts/fields";
import { Notice } from "../parts/Notice";
import { Heading } from "../parts/Shell";
import { visitHref } from "../router";
import { useSlice } from "../slice";
import { useSurroundings } from "../surroundings";
import { say, t } from "../tongue";
import { answerTo, newAnswer, withAnswer, withoutAnswer } from "../views/answers";
import { shown } from "../views/labels";
import { voicesOf } from "../views/voices";
import { useVisit } from "../visit";

const FACES = [
  { value: "3", sign: "☺", key: "voice.good" },
  { value: "2", sign: "😐", key: "voice.so_so" },
  { value: "1", sign: "☹", key: "voice.bad" },
] as const;

interface WordsProps {
  readonly item: Item;
  readonly child: string | null;
}

function isEmpty({ text, face, flag, option }: Answer): boolean {
  return text.trim() === "" && face === null && flag === null && option === null;
}

function faceOf(value: string): 1 | 2 | 3 {
  if (value === "1") return 1;
  return value === "2" ? 2 : 3;
}

function useWords({ item, child }: WordsProps) {
  const { tablet } = useSurroundings();
  const { session } = useVisit();
  const question = { item: item.id, child };
  const answer = useSlice(
    () => answerTo(session.draft.value.content, question),
    [session, item, child],
  );
  const set = (part: Partial<Answer>): void =>
    session.edit((content) => {
      const before = answerTo(content, question) ?? newAnswer(question, "said", tablet.now());
      const next = { ...before, ...part };
      return isEmpty(next) ? withoutAnswer(content, question) : withAnswer(content, next);
    });
  return { answer, set };
}

/** A question and the words that were said to it. */
export function Words({ item, child }: WordsProps) {
  const { answer, set } = useWords({ item, child });
  const title = `${item.id}-${child ?? "all"}`;
  const label = say(item);
  const { options, flags } = item;
  return (
    <section class="panel" aria-labelledby={title}>
      <h3 id={title} class="item__question">
        {label}
      </h3>
      {item.answer?.faces === 3 && (
        <Choices
          labelledBy={title}
          options={FACES.map(({ value, sign, key }) => ({
            value,
            label: (
              <>
                <span class="face" aria-hidden="true">
                  {sign}
                </span>
                <small>{t(key)}</small>
              </>
            ),
          }))}
          chosen={answer?.face ? `${answer.face}` : null}
          onChoose={(face) => set({ face: faceOf(face) })}
        />
      )}
      {options.length > 0 && (
        <Choices
          labelledBy={title}
          isWide
          options={options.map((option) => ({ value: option.id, label: say(option) }))}
          chosen={answer?.option ?? null}
          onChoose={(option) => set({ option })}
        />
      )}
      {item.answer?.free_text === true && (
        <TextArea
          label={
            child === null ? t("voice.words") : t("voice.childs_words", { child: shown(child) })
          }
          value={answer?.text ?? ""}
          onText={(text) => set({ text })}
        />
      )}
      {flags.length > 0 && (
        <Choices
          label={t("voice.flag")}
          options={flags.map((flag) => ({ value: flag.id, label: say(flag) }))}
          chosen={answer?.flag ?? null}
          onChoose={(flag) => set({ flag })}
        />
      )}
      {answer?.flag === "danger" && <ToConcern />}
    </section>
  );
}

function ToConcern() {
  const { session } = useVisit();
  return (
    <Notice tone="danger" isSpoken>
      <p>{t("voice.danger")}</p>
      <LinkButton href={visitHref(session.visitId, "concern")} tone="danger">
        {t("concern.raise")}
      </LinkButton>
    </Notice>
  );
}

/** The children's page. */
export function Voice() {
  const { session, checklist } = useVisit();
  const context = useSlice(() => session.draft.value.content.context, [session]);
  const voices = voicesOf(checklist, context);
  const section = checklist.sections.find(({ items }) =>
    items.some(({ id }) => voices[0]?.items.some((item) => item.id === id)),
  );
  return (
    <>
      <Heading>{t("step.voice")}</Heading>
      <p>{section?.note ? say(section.note) : t("voice.voluntary")}</p>
      {voices.map(({ child, items }) => (
        <section key={child.label} class="stack">
          <h2 class="ds-heading" data-size="xs">
            {shown(child.label)}
          </h2>
          {items.map((item) => (
            <Words key={item.id} item={item} child={child.label} />
          ))}
        </section>
      ))}
    </>
  );
}
