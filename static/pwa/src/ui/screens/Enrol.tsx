/** Before anyone has bound this tablet to a person: sign in, then give the code. */

import { useSignal } from "@preact/signals";
import type { TabletError } from "../../domain/tablet";
import { LinkButton } from "../parts/buttons";
import { TextField } from "../parts/fields";
import { Notice } from "../parts/Notice";
import { Heading, HouseDoor, Shell } from "../parts/Shell";
import { sentenceOf } from "../refusals";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";

/** Where the office lets one in, and back here. */
export const SIGN_IN = "/sign-in?next=/tablet/";
const LEAST_CODE = 4;

function fieldOf(error: TabletError | null): "code" | "name" | null {
  if (error?.code === "enrolment_code_wrong") return "code";
  return error?.field === "code" || error?.field === "name" ? error.field : null;
}

/** The form that binds the tablet. */
export function Enrol() {
  const { tablet } = useSurroundings();
  const code = useSignal("");
  const name = useSignal("");
  const error = useSignal<TabletError | null>(null);
  const isAsking = useSignal(false);
  const at = fieldOf(error.value);
  const said = error.value === null ? null : sentenceOf(error.value);

  const enrol = async (): Promise<void> => {
    isAsking.value = true;
    error.value = null;
    const result = await tablet.enrol(code.value.trim(), name.value.trim());
    isAsking.value = false;
    if (!result.ok) error.value = result.error;
  };
  const isReady = code.value.trim().length >= LEAST_CODE && name.value.trim() !== "";
  return (
    <Shell title="enrol.title" screen="enrol" door={<HouseDoor />}>
      <Heading>{t("enrol.title")}</Heading>
      <p class="lead">{t("enrol.lead")}</p>
      <section class="panel">
        <h2 class="ds-heading" data-size="xs">
          {t("enrol.first")}
        </h2>
        <p>{t("enrol.first_why")}</p>
        <LinkButton href={SIGN_IN} weight="secondary" isFull>
          {t("enrol.sign_in")}
        </LinkButton>
      </section>
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
    </Shell>
  );
}

/** Sign in again; what is unsent leaves without it. */
export function SessionEnded() {
  return (
    <Notice tone="warning">
      <p>{t("today.session_ended")}</p>
      <LinkButton href={SIGN_IN} weight="secondary">
        {t("today.sign_in")}
      </LinkButton>
    </Notice>
  );
}
