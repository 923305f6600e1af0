/** "Om plattan": whose it is, what it is sealed for, what opens it, when it locks. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { IDLE_MINUTES } from "../../domain/locking";
import type { LockView } from "../../domain/tablet";
import { ChoosePassphrase } from "../parts/ChoosePassphrase";
import { ChoosePin } from "../parts/ChoosePin";
import { Button } from "../parts/buttons";
import { Stepper } from "../parts/fields";
import { Notice } from "../parts/Notice";
import { SecretField } from "../parts/secrets";
import { Heading, HouseDoor, PageBar, Shell } from "../parts/Shell";
import { sentenceOf } from "../refusals";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";
import { Others } from "./Others";

type Open = Extract<LockView, { readonly is: "open" }>;

function Facts() {
  const { snapshot } = useSurroundings();
  const { directory, enrolment, fingerprint } = snapshot.value;
  return (
    <dl class="facts">
      <dt>{t("about.works_for")}</dt>
      <dd>{enrolment?.staffName}</dd>
      <dt>{t("about.municipality")}</dt>
      <dd>{directory?.municipality}</dd>
      <dt>{t("key.title")}</dt>
      <dd class="fingerprint" translate={false}>
        {fingerprint}
      </dd>
      <dt>{t("about.version")}</dt>
      <dd>{snapshot.value.appVersion}</dd>
    </dl>
  );
}

function Minutes() {
  const { tablet, snapshot } = useSurroundings();
  return (
    <Stepper
      label={t("about.lock_minutes")}
      value={snapshot.value.lockMinutes}
      least={IDLE_MINUTES.least}
      most={IDLE_MINUTES.most}
      onStep={(minutes) => void tablet.setLockMinutes(minutes)}
    />
  );
}

function Pin({ lock }: { readonly lock: Open }) {
  const { tablet } = useSurroundings();
  const isOpen = useSignal(false);
  return (
    <section class="panel">
      <h2 class="ds-heading" data-size="xs">
        {t("pin.title")}
      </h2>
      <p>{lock.hasPin ? t("pin.is_set") : t("pin.why")}</p>
      {isOpen.value && <ChoosePin onSet={() => (isOpen.value = false)} />}
      <div class="row">
        <Button weight="secondary" onPress={() => (isOpen.value = !isOpen.value)}>
          {lock.hasPin ? t("pin.change") : t("pin.choose")}
        </Button>
        {lock.hasPin && (
          <Button weight="tertiary" onPress={() => void tablet.setPin(null)}>
            {t("pin.drop")}
          </Button>
        )}
      </div>
    </section>
  );
}

/** The passphrase is shown anew before a way in is added or changed. */
function usePassphrase(act: (passphrase: string) => Promise<{ readonly said: string | null }>) {
  const [typed, isBusy] = [useSignal(""), useSignal(false)];
  const error = useSignal<string | null>(null);
  const go = async (): Promise<void> => {
    [isBusy.value, error.value] = [true, null];
    const { said } = await act(typed.value);
    isBusy.value = false;
    error.value = said;
    if (said === null) typed.value = "";
  };
  return { typed, isBusy, error, go };
}

function DeviceKey({ lock }: { readonly lock: Open }) {
  const { tablet } = useSurroundings();
  const mayAdd = useSignal(false);
  useEffect(() => {
    void tablet.mayAddDeviceKey().then((may) => (mayAdd.value = may));
  }, [tablet]);
  const isOpen = useSignal(false);
  const { typed, isBusy, error, go } = usePassphrase(async (passphrase) => {
    const result = await tablet.addDeviceKey(passphrase);
    if (result.ok) isOpen.value = false;
    return { said: result.ok ? null : sentenceOf(result.error) };
  });
  if (!mayAdd.value && !lock.hasDeviceKey) return null;
  return (
    <section class="panel">
      <h2 class="ds-heading" data-size="xs">
        {t("device.title")}
      </h2>
      <p>{lock.hasDeviceKey ? t("device.is_added") : t("device.why")}</p>
      {isOpen.value && (
        <>
          <SecretField
            label={t("lock.passphrase")}
            value={typed.value}
            fill="current-password"
            error={error.value}
            focus="device"
            onText={(text) => (typed.value = text)}
          />
          <Button isFull isDisabled={isBusy.value || typed.value === ""} onPress={() => void go()}>
            {isBusy.value ? t("lock.working") : t("device.add")}
          </Button>
        </>
      )}
      {!isOpen.value && !lock.hasDeviceKey && (
        <Button weight="secondary" onPress={() => (isOpen.value = true)}>
          {t("device.add")}
        </Button>
      )}
      {lock.hasDeviceKey && (
        <Button weight="tertiary" onPress={() => void tablet.removeDeviceKey()}>
          {t("device.drop")}
        </Button>
      )}
    </section>
  );
}

function Passphrase() {
  const { tablet, snapshot } = useSurroundings();
  const [isOpen, isDone] = [useSignal(false), useSignal(false)];
  const [before, isBusy] = [useSignal(""), useSignal(false)];
  const error = useSignal<string | null>(null);
  const change = async (after: string): Promise<void> => {
    [isBusy.value, error.value] = [true, null];
    const result = await tablet.changePassphrase(before.value, after);
    isBusy.value = false;
    error.value = result.ok ? null : sentenceOf(result.error);
    if (result.ok) [isOpen.value, isDone.value, before.value] = [false, true, ""];
  };
  return (
    <section class="panel">
      <h2 class="ds-heading" data-size="xs">
        {t("phrase.title")}
      </h2>
      <p role="status">{isDone.value && t("phrase.changed")}</p>
      {isOpen.value && (
        <>
          <SecretField
            label={t("phrase.before")}
            value={before.value}
            fill="current-password"
            error={error.value}
            focus="before"
            onText={(text) => (before.value = text)}
          />
          <ChoosePassphrase
            name={snapshot.value.enrolment?.staffName ?? ""}
            go={t("phrase.change")}
            isBusy={isBusy.value}
            onChosen={(after) => void change(after)}
          />
        </>
      )}
      <Button weight="secondary" onPress={() => (isOpen.value = !isOpen.value)}>
        {isOpen.value ? t("sheet.back") : t("phrase.change")}
      </Button>
    </section>
  );
}

/** About this tablet. */
export function TabletPage() {
  const { snapshot } = useSurroundings();
  const { lock } = snapshot.value;
  if (lock.is !== "open") return null;
  return (
    <Shell title="about.title" screen="about" door={<HouseDoor />} bottom={<PageBar page={null} />}>
      <Heading>{t("about.title")}</Heading>
      <section class="panel">
        <Facts />
      </section>
      <section class="panel">
        <h2 class="ds-heading" data-size="xs">
          {t("about.locking")}
        </h2>
        <Minutes />
        <p class="small quiet">{t("about.locking_what")}</p>
      </section>
      <Pin lock={lock} />
      <DeviceKey lock={lock} />
      <Passphrase />
      <Notice tone="info">{t("lock.what_it_is")}</Notice>
      <div class="row">
        <Others />
      </div>
    </Shell>
  );
}
