/** Binding the tablet to a person: sign in, give the code, compare the key, choose a passphrase. */

import { useSignal } from "@preact/signals";
import type { Binding, TabletError } from "../../domain/tablet";
import { Button, LinkButton } from "../parts/buttons";
import { ChoosePassphrase, Submit } from "../parts/ChoosePassphrase";
import { TextField, Tick } from "../parts/fields";
import { Notice } from "../parts/Notice";
import { Heading, HouseDoor, Shell } from "../parts/Shell";
import { sentenceOf } from "../refusals";
import { brought, dropBroughtCode, go, hrefOf, route, SIGN_IN, signInAnew } from "../router";
import { bindAndSettle, settling } from "../settling";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";

const LEAST_CODE = 4;

function fieldOf(error: TabletError | null): "code" | "name" | null {
  if (error?.code === "enrolment_code_wrong") return "code";
  return error?.field === "code" || error?.field === "name" ? error.field : null;
}

interface CodeProps {
  /** Whose passphrase was forgotten; None: somebody new. */
  readonly forgottenBy: string | null;
}

/** The code from the office, and what the tablet is called there. */
function Code({ forgottenBy }: CodeProps) {
  const { tablet } = useSurroundings();
  const [code, name] = [useSignal(brought.value), useSignal("")];
  const error = useSignal<TabletError | null>(null);
  const isAsking = useSignal(false);
  const at = fieldOf(error.value);
  const said = error.value === null ? null : sentenceOf(error.value);
  const enrol = async (): Promise<void> => {
    [isAsking.value, error.value] = [true, null];
    const result = await tablet.enrol(code.value.trim(), name.value.trim(), forgottenBy);
    if (result.ok || fieldOf(result.error) === "code") dropBroughtCode();
    isAsking.value = false;
    if (!result.ok) error.value = result.error;
    else if (result.value === null) go(hrefOf("today"));
  };
  const isReady = code.value.trim().length >= LEAST_CODE && name.value.trim() !== "";
  return (
    <form
      class="panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !isAsking.value) void enrol();
      }}
    >
      <h2 class="ds-heading" data-size="xs">
        {t("enrol.then")}
      </h2>
      <TextField
        label={t("enrol.code")}
        hint={t("enrol.code_hint")}
        value={code.value}
        limit={40}
        error={at === "code" ? said : null}
        onText={(text) => (code.value = text)}
      />
      <TextField
        label={t("enrol.name")}
        hint={t("enrol.name_hint")}
        value={name.value}
        limit={80}
        error={at === "name" ? said : null}
        onText={(text) => (name.value = text)}
      />
      {said !== null && at === null && (
        <Notice tone="danger" isSpoken>
          {said}
        </Notice>
      )}
      <button type="submit" class="ds-button" data-full="" disabled={!isReady || isAsking.value}>
        {isAsking.value ? t("enrol.asking") : t("enrol.enrol")}
      </button>
    </form>
  );
}

function whereToSignIn(hasBeenBound: boolean): string {
  const { page } = route.value;
  const isAnew = hasBeenBound && (page === "enrol" || page === "enrol_again");
  return isAnew ? signInAnew(page) : SIGN_IN;
}

/** Signing in, and the code. */
function First() {
  const { tablet, snapshot } = useSurroundings();
  const { enrolment, practice } = snapshot.value;
  const isAgain = route.value.page === "enrol_again" && enrolment !== null;
  return (
    <>
      <Heading>{isAgain ? t("forgot.title") : t("enrol.title")}</Heading>
      <p class="lead">{isAgain ? t("forgot.nothing_lost") : t("enrol.lead")}</p>
      {practice.includes("not_installed") && enrolment === null && (
        <Notice tone="warning">{t("enrol.install_first")}</Notice>
      )}
      <section class="panel">
        <h2 class="ds-heading" data-size="xs">
          {t("enrol.first")}
        </h2>
        <p>{isAgain ? t("forgot.sign_in", { who: enrolment.staffName }) : t("enrol.first_why")}</p>
        <LinkButton href={whereToSignIn(enrolment !== null)} weight="secondary" isFull>
          {t("enrol.sign_in")}
        </LinkButton>
      </section>
      <Code key={`${String(isAgain)} ${brought.value}`} forgottenBy={isAgain ? enrolment.staffId : null} />
      {enrolment !== null && (
        <Button
          weight="tertiary"
          onPress={() => void tablet.abandonEnrolment().then(() => go(hrefOf("today")))}
        >
          {t("sheet.back")}
        </Button>
      )}
    </>
  );
}

/** The municipality's key as the tablet was given it, beside what the office's page shows. */
function Fingerprint({ fingerprint, onSame }: { fingerprint: string; onSame: () => void }) {
  const isSame = useSignal(false);
  return (
    <form
      class="panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isSame.value) onSame();
      }}
    >
      <h2 class="ds-heading" data-size="xs">
        {t("key.title")}
      </h2>
      <p>{t("key.why")}</p>
      <p class="fingerprint" translate={false}>
        {fingerprint}
      </p>
      <Tick
        label={t("key.is_same")}
        isOn={isSame.value}
        onTurn={(isOn) => (isSame.value = isOn)}
      />
      <p class="small quiet">{t("key.if_not")}</p>
      <Submit words={t("enrol.on")} isBusy={false} isReady={isSame.value} />
    </form>
  );
}

/** What is to be settled once a code was taken. */
function Then({ binding }: { readonly binding: Binding }) {
  const { tablet } = useSurroundings();
  const isCompared = useSignal(false);
  const isBusy = useSignal(false);
  const error = useSignal<string | null>(null);
  const finish = async (passphrase: string): Promise<void> => {
    [isBusy.value, error.value] = [true, null];
    const result = await bindAndSettle(tablet, passphrase);
    isBusy.value = false;
    if (!result.ok) error.value = sentenceOf(result.error);
  };
  return (
    <>
      <Heading>{t("enrol.for", { who: binding.staffName })}</Heading>
      {!isCompared.value && (
        <Fingerprint
          fingerprint={binding.fingerprint}
          onSame={() => (isCompared.value = true)}
        />
      )}
      {isCompared.value && (
        <section class="panel">
          <h2 class="ds-heading" data-size="xs">
            {t("phrase.title")}
          </h2>
          <p>{binding.isRecovery ? t("phrase.why_again") : t("phrase.why")}</p>
          <ChoosePassphrase
            name={binding.staffName}
            go={t("enrol.finish")}
            isBusy={isBusy.value}
            onChosen={(passphrase) => void finish(passphrase)}
          />
          {error.value !== null && (
            <Notice tone="danger" isSpoken>
              {error.value}
            </Notice>
          )}
        </section>
      )}
      <Button weight="tertiary" onPress={() => void tablet.abandonEnrolment()}>
        {t("enrol.begin_anew")}
      </Button>
    </>
  );
}

/** From a code to a tablet that is bound, and open. */
export function Enrol() {
  const { snapshot } = useSurroundings();
  const { binding } = snapshot.value;
  const isBinding = settling.value.is === "binding" && binding === null;
  return (
    <Shell title="enrol.title" screen={binding === null ? "enrol" : "bind"} door={<HouseDoor />}>
      {isBinding && <Heading>{t("lock.working")}</Heading>}
      {!isBinding && (binding === null ? <First /> : <Then binding={binding} />)}
    </Shell>
  );
}
