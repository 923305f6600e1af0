/** A PIN for the rest of the session: it opens the cover, never what lies on the disk. */

import { useSignal } from "@preact/signals";
import { sentenceOf } from "../refusals";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";
import { Submit } from "./ChoosePassphrase";
import { SecretField } from "./secrets";

const LEAST = 4;
const MOST = 12;

/** The form; `onSet` when there is one. */
export function ChoosePin({ onSet }: { readonly onSet: () => void }) {
  const { tablet } = useSurroundings();
  const pin = useSignal("");
  const error = useSignal<string | null>(null);
  const isBusy = useSignal(false);
  const set = async (): Promise<void> => {
    isBusy.value = true;
    const result = await tablet.setPin(pin.value);
    isBusy.value = false;
    error.value = result.ok ? null : sentenceOf(result.error);
    if (result.ok) onSet();
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy.value) void set();
      }}
    >
      <SecretField
        label={t("pin.choose")}
        hint={t("pin.hint")}
        value={pin.value}
        fill="off"
        mode="numeric"
        limit={MOST}
        error={error.value}
        onText={(text) => (pin.value = text.replace(/\D/g, ""))}
      />
      <Submit words={t("pin.set")} isBusy={isBusy.value} isReady={pin.value.length >= LEAST} />
    </form>
  );
}
