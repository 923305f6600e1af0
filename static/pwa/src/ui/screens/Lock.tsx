/** The locked tablet: who, a way in, what waits, whom to call. Nothing of what was written. */

import { useSignal } from "@preact/signals";
import type { TabletError, WaysIn } from "../../domain/tablet";
import { Submit } from "../parts/ChoosePassphrase";
import { Button, LinkButton } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { SecretField, WhoseSecret } from "../parts/secrets";
import { Heading, HouseDoor, Shell } from "../parts/Shell";
import { sentenceOf } from "../refusals";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";
import { numbersFirst, triesNotice } from "../views/lock";
import { labelOf, phoneOf, telHref } from "../views/numbers";
import { Forgotten } from "./Forgotten";
import { Leaving } from "./Leaving";
import { Others } from "./Others";

type Try = (secret: string) => Promise<{ readonly error: TabletError | null }>;

interface SecretFormProps {
  readonly kind: "passphrase" | "pin";
  readonly attempt: Try;
}

/** One field and one button; Enter does the same. What was wrong is emptied to be typed anew. */
function SecretForm({ kind, attempt }: SecretFormProps) {
  const { snapshot } = useSurroundings();
  const [typed, tries] = [useSignal(""), useSignal(0)];
  const [error, isBusy] = [useSignal<string | null>(null), useSignal(false)];
  const unlock = async (): Promise<void> => {
    [isBusy.value, error.value] = [true, null];
    const { error: refusal } = await attempt(typed.value);
    [isBusy.value, tries.value] = [false, tries.value + 1];
    typed.value = "";
    error.value = refusal && sentenceOf(refusal);
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.value !== "" && !isBusy.value) void unlock();
      }}
    >
      {kind === "passphrase" && <WhoseSecret name={snapshot.value.enrolment?.staffName ?? ""} />}
      <SecretField
        label={kind === "pin" ? t("pin.label") : t("lock.passphrase")}
        value={typed.value}
        fill={kind === "pin" ? "off" : "current-password"}
        mode={kind === "pin" ? "numeric" : "text"}
        error={error.value}
        focus={tries.value}
        onText={(text) => (typed.value = text)}
      />
      <Submit words={t("lock.unlock")} isBusy={isBusy.value} isReady={typed.value !== ""} />
    </form>
  );
}

function DeviceKey() {
  const { tablet } = useSurroundings();
  const error = useSignal<string | null>(null);
  const unlock = async (): Promise<void> => {
    const result = await tablet.unlockWithDevice();
    error.value = result.ok ? null : sentenceOf(result.error);
  };
  return (
    <>
      <Button weight="secondary" isFull onPress={() => void unlock()}>
        {t("lock.with_device")}
      </Button>
      {error.value !== null && (
        <Notice tone="warning" isSpoken>
          {error.value}
        </Notice>
      )}
    </>
  );
}

/** What opens it: the PIN of a running session, a passphrase, the device's own lock. */
function Ways({ ways }: { readonly ways: WaysIn }) {
  const { tablet } = useSurroundings();
  const isPhraseWanted = useSignal(false);
  const mayPin = ways.pinTriesLeft !== null;
  const isPin = mayPin && !isPhraseWanted.value;
  const notice = isPin ? null : triesNotice(ways);
  const attempt: Try = async (secret) => {
    const unlocking = isPin ? tablet.unlockWithPin(secret) : tablet.unlockWithPassphrase(secret);
    const result = await unlocking;
    return { error: result.ok ? null : result.error };
  };
  return (
    <section class="panel">
      {notice !== null && <Notice tone={notice.tone}>{notice.text}</Notice>}
      {(isPin || ways.passphraseTriesLeft !== null) && (
        <SecretForm key={isPin ? "pin" : "passphrase"} kind={isPin ? "pin" : "passphrase"} attempt={attempt} />
      )}
      {isPin && <p class="small quiet">{t("pin.tries_left", { count: ways.pinTriesLeft ?? 0 })}</p>}
      {ways.hasDeviceKey && <DeviceKey />}
      {isPin && (
        <Button weight="tertiary" onPress={() => (isPhraseWanted.value = true)}>
          {t("lock.with_passphrase")}
        </Button>
      )}
    </section>
  );
}

/** It must be reachable also by who cannot open the tablet. */
function Calls() {
  const { snapshot } = useSurroundings();
  return (
    <section class="panel">
      <h2 class="ds-heading" data-size="xs">
        {t("lock.danger")}
      </h2>
      <LinkButton href="tel:112" tone="danger" isFull>
        {t("acute.call_112")}
      </LinkButton>
      {numbersFirst(snapshot.value.directory).map((number) => (
        <LinkButton key={number.phone} href={telHref(number.phone)} weight="secondary" isFull>
          {t("acute.call", { whom: labelOf(number), phone: phoneOf(number) })}
        </LinkButton>
      ))}
    </section>
  );
}

/** The lock. */
export function Lock() {
  const { snapshot } = useSurroundings();
  const { enrolment, hasUnread, isRevoked, lock } = snapshot.value;
  if (lock.is !== "soft" && lock.is !== "hard") return null;
  return (
    <Shell title="lock.title" screen="lock" door={<HouseDoor />}>
      <Heading>{t("lock.title")}</Heading>
      <p class="lead">{enrolment?.staffName}</p>
      {isRevoked && (
        <Notice tone="danger" isSpoken>
          {t("lock.revoked")}
        </Notice>
      )}
      {hasUnread && (
        <Notice tone="danger" isSpoken>
          {t("lock.urgent")}
        </Notice>
      )}
      <Ways ways={lock} />
      <Leaving />
      <Calls />
      <div class="row">
        <Forgotten />
        <Others />
      </div>
      <p class="small quiet">{t("lock.what_it_is")}</p>
    </Shell>
  );
}
