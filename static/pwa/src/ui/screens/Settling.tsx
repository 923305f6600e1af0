/** Right after binding: the device's own lock as a key, and a PIN for the day. Both may be left. */

import { useSignal } from "@preact/signals";
import { ChoosePin } from "../parts/ChoosePin";
import { Button } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { Heading, HouseDoor, Shell } from "../parts/Shell";
import { sentenceOf } from "../refusals";
import { settled, settleOn, settling } from "../settling";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";

function Device({ passphrase }: { readonly passphrase: string }) {
  const { tablet } = useSurroundings();
  const error = useSignal<string | null>(null);
  const isBusy = useSignal(false);
  const add = async (): Promise<void> => {
    [isBusy.value, error.value] = [true, null];
    const result = await tablet.addDeviceKey(passphrase);
    isBusy.value = false;
    if (result.ok) settleOn();
    else error.value = sentenceOf(result.error);
  };
  return (
    <section class="panel">
      <Heading>{t("device.title")}</Heading>
      <p>{t("device.why")}</p>
      {error.value !== null && (
        <Notice tone="warning" isSpoken>
          {error.value}
        </Notice>
      )}
      <Button isFull isDisabled={isBusy.value} onPress={() => void add()}>
        {isBusy.value ? t("lock.working") : t("device.add")}
      </Button>
      <Button isFull weight="secondary" onPress={settleOn}>
        {t("device.not_now")}
      </Button>
    </section>
  );
}

function Pin() {
  return (
    <section class="panel">
      <Heading>{t("pin.title")}</Heading>
      <p>{t("pin.why")}</p>
      <ChoosePin onSet={settled} />
      <Button isFull weight="secondary" onPress={settled}>
        {t("pin.not_now")}
      </Button>
    </section>
  );
}

/** The step it has come to. */
export function SettlingIn() {
  const { value } = settling;
  return (
    <Shell title="enrol.title" screen={`settling/${value.is}`} door={<HouseDoor />}>
      {value.is === "device" ? <Device passphrase={value.passphrase} /> : <Pin />}
    </Shell>
  );
}
