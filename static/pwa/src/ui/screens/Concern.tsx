/** "Oro för barn": what was seen apart from what is thought; it leaves before anything else. */

import { useSignal } from "@preact/signals";
import type { ErrorCode } from "../../domain/tablet";
import type { UnfinishedConcern } from "../../domain/unfinished";
import { Button, Choices, LinkButton } from "../parts/buttons";
import { TextArea, Tick } from "../parts/fields";
import { Notice } from "../parts/Notice";
import { Heading } from "../parts/Shell";
import { sentenceOfCode } from "../refusals";
import { concernHref, go } from "../router";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";
import { shown } from "../views/labels";
import { useVisit } from "../visit";

const NOT_WRITTEN: UnfinishedConcern = {
  children: [],
  seen: "",
  thought: "",
  isImmediateDanger: null,
};

function Danger({ concern, set }: FormProps) {
  return (
    <section class="panel">
      <h2 id="danger" class="ds-heading" data-size="xs">
        {t("concern.is_danger")}
      </h2>
      <Choices
        labelledBy="danger"
        options={[
          { value: "yes", label: t("answer.yes") },
          { value: "no", label: t("answer.no") },
        ]}
        chosen={
          concern.isImmediateDanger === null ? null : concern.isImmediateDanger ? "yes" : "no"
        }
        onChoose={(chosen) => set({ isImmediateDanger: chosen === "yes" })}
      />
      {concern.isImmediateDanger === true && (
        <Notice tone="danger" isSpoken>
          <p>{t("concern.danger_now")}</p>
          <LinkButton href="tel:112" tone="danger">
            {t("acute.call_112")}
          </LinkButton>
        </Notice>
      )}
    </section>
  );
}

interface FormProps {
  readonly concern: UnfinishedConcern;
  readonly set: (part: Partial<UnfinishedConcern>) => void;
}

function WhichChildren({ concern, set }: FormProps) {
  const { session } = useVisit();
  const { children } = session.draft.value.content.context;
  if (children.length === 0) return <p class="quiet">{t("concern.no_children")}</p>;
  return (
    <section class="panel">
      <fieldset class="plain-fieldset">
        <legend class="group-label">{t("concern.which")}</legend>
        {children.map(({ label }) => (
          <Tick
            key={label}
            label={shown(label)}
            isOn={concern.children.includes(label)}
            onTurn={(isOn) => {
              const others = concern.children.filter((each) => each !== label);
              set({ children: isOn ? [...others, label] : others });
            }}
          />
        ))}
      </fieldset>
    </section>
  );
}

/** The form of a new concern. */
export function NewConcern() {
  const { tablet } = useSurroundings();
  const { session } = useVisit();
  const error = useSignal<ErrorCode | null>(null);
  const isSending = useSignal(false);
  const concern = session.draft.value.unfinished.concern ?? NOT_WRITTEN;
  const set = (part: Partial<UnfinishedConcern>): void =>
    session.worry({ ...(session.draft.value.unfinished.concern ?? NOT_WRITTEN), ...part });
  const raise = async (): Promise<void> => {
    isSending.value = true;
    const { children, seen, thought, isImmediateDanger } = concern;
    const result = await tablet.raiseConcern({
      visitId: session.visitId,
      children,
      seen: seen.trim(),
      thought: thought.trim(),
      isImmediateDanger: isImmediateDanger === true,
    });
    isSending.value = false;
    if (!result.ok) {
      error.value = result.error.code;
      return;
    }
    session.worry(null);
    go(concernHref(result.value.concernId));
  };
  const isReady = concern.seen.trim() !== "" && concern.isImmediateDanger !== null;
  return (
    <>
      <Heading>{t("concern.title")}</Heading>
      <p>{t("concern.duty")}</p>
      <Danger concern={concern} set={set} />
      <WhichChildren concern={concern} set={set} />
      <section class="panel">
        <TextArea
          label={t("concern.seen")}
          hint={t("concern.seen_hint")}
          rows={5}
          value={concern.seen}
          onText={(seen) => set({ seen })}
        />
      </section>
      <section class="panel">
        <TextArea
          label={t("concern.thought")}
          hint={t("concern.thought_hint")}
          value={concern.thought}
          onText={(thought) => set({ thought })}
        />
      </section>
      {error.value !== null && (
        <Notice tone="danger" isSpoken>
          {sentenceOfCode(error.value)}
        </Notice>
      )}
      {!isReady && <p class="quiet">{t("concern.lacks")}</p>}
      <Button isFull isDisabled={!isReady || isSending.value} onPress={() => void raise()}>
        {t("concern.send")}
      </Button>
    </>
  );
}
