/** Choosing a passphrase: five words that are drawn and written down, or one's own. */

import { useSignal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";
import { isSamePhrase } from "../views/lock";
import { Button, Choices } from "./buttons";
import { Tick } from "./fields";
import { SecretField, WhoseSecret } from "./secrets";

interface ChoosingProps {
  /** Whose it becomes. */
  readonly name: string;
  readonly go: string;
  readonly isBusy: boolean;
  readonly onChosen: (passphrase: string) => void;
}

function useWords(): readonly [Signal<string>, () => void] {
  const { tablet } = useSurroundings();
  const words = useSignal("");
  const draw = (): void => {
    void tablet.newPassphrase().then((drawn) => (words.value = drawn));
  };
  useEffect(draw, []);
  return [words, draw];
}

function DrawnWords({ words, onAgain }: { readonly words: string; readonly onAgain: () => void }) {
  return (
    <>
      <p>{t("phrase.write_down")}</p>
      <ol class="words" aria-label={t("phrase.words")} lang="sv" translate={false}>
        {words.split(" ").map((word, at) => (
          <li key={`${at}${word}`}>{word}</li>
        ))}
      </ol>
      <Button weight="tertiary" onPress={onAgain}>
        {t("phrase.again")}
      </Button>
    </>
  );
}

/** The words are seen until one has them on paper; then they are typed once, from there. */
function Words({ name, go, isBusy, onChosen }: ChoosingProps) {
  const [words, draw] = useWords();
  const hasWritten = useSignal(false);
  const typed = useSignal("");
  const error = useSignal<string | null>(null);
  const confirm = (event: Event): void => {
    event.preventDefault();
    const isSame = isSamePhrase(typed.value, words.value);
    error.value = isSame ? null : t("phrase.not_the_words");
    if (isSame && !isBusy) onChosen(words.value);
  };
  return (
    <form class="stack" noValidate onSubmit={confirm}>
      {!hasWritten.value && <DrawnWords words={words.value} onAgain={draw} />}
      <Tick
        label={t("phrase.have_written")}
        isOn={hasWritten.value}
        onTurn={(isOn) => (hasWritten.value = isOn)}
      />
      {hasWritten.value && (
        <>
          <WhoseSecret name={name} />
          <SecretField
            label={t("phrase.type_words")}
            value={typed.value}
            fill="new-password"
            error={error.value}
            focus="written"
            onText={(text) => (typed.value = text)}
          />
          <Submit words={go} isBusy={isBusy} isReady={typed.value !== ""} />
        </>
      )}
    </form>
  );
}

/** One's own, typed twice: nobody can look it up. */
function Own({ name, go, isBusy, onChosen }: ChoosingProps) {
  const { tablet } = useSurroundings();
  const [typed, again] = [useSignal(""), useSignal("")];
  const error = useSignal<"too_short" | "too_common" | "differs" | null>(null);
  const choose = async (): Promise<void> => {
    const fault = await tablet.judgePassphrase(typed.value);
    error.value = fault ?? (isSamePhrase(typed.value, again.value) ? null : "differs");
    if (error.value === null) onChosen(typed.value);
  };
  const differs = error.value === "differs" ? t("phrase.differs") : null;
  const unfit = { too_short: t("phrase.too_short"), too_common: t("phrase.too_common") };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void choose();
      }}
    >
      <WhoseSecret name={name} />
      <SecretField
        label={t("phrase.own")}
        hint={t("phrase.own_hint")}
        value={typed.value}
        fill="new-password"
        error={error.value === null || error.value === "differs" ? null : unfit[error.value]}
        onText={(text) => (typed.value = text)}
      />
      <SecretField
        label={t("phrase.own_again")}
        value={again.value}
        fill="new-password"
        error={differs}
        onText={(text) => (again.value = text)}
      />
      <Submit words={go} isBusy={isBusy} isReady={typed.value !== "" && again.value !== ""} />
    </form>
  );
}

interface SubmitProps {
  readonly words: string;
  readonly isBusy: boolean;
  readonly isReady: boolean;
}

/** What ends a form; while it is at work it says so. */
export function Submit({ words, isBusy, isReady }: SubmitProps) {
  return (
    <>
      <button type="submit" class="ds-button" data-full="" disabled={!isReady || isBusy}>
        {isBusy ? t("lock.working") : words}
      </button>
      <span role="status" class="sr-only">
        {isBusy && t("lock.working")}
      </span>
    </>
  );
}

/** A new passphrase. */
export function ChoosePassphrase(props: ChoosingProps) {
  const kind = useSignal<"words" | "own">("words");
  return (
    <div class="stack">
      <Choices
        label={t("phrase.kind")}
        options={[
          { value: "words", label: t("phrase.five_words") },
          { value: "own", label: t("phrase.own") },
        ]}
        chosen={kind.value}
        onChoose={(chosen) => (kind.value = chosen)}
      />
      {kind.value === "words" ? <Words {...props} /> : <Own {...props} />}
    </div>
  );
}
