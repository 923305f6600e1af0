/** The browser lets nothing be kept, as in a private window or with storage turned off. */

import { Button } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { t } from "../tongue";

/** What is wrong, and what to do. */
export function Denied() {
  return (
    <main>
      <h1 class="ds-heading" data-size="md">
        {t("denied.title")}
      </h1>
      <Notice tone="danger" isSpoken>
        {t("denied.what")}
      </Notice>
      <ul>
        <li>{t("denied.private")}</li>
        <li>{t("denied.allow")}</li>
        <li>{t("denied.full")}</li>
      </ul>
      <Button isFull onPress={() => location.reload()}>
        {t("denied.again")}
      </Button>
    </main>
  );
}
