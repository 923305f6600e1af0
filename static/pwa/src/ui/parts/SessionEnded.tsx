/** The office must let one in again before anything is fetched. */

import { SIGN_IN } from "../router";
import { t } from "../tongue";
import { LinkButton } from "./buttons";
import { Notice } from "./Notice";

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
