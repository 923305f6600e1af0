/** The browser lets nothing be kept, as in a private window or with storage turned off. */

import { useEffect } from "preact/hooks";
import { Button } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { Heading, Tongues } from "../parts/Shell";
import { t } from "../tongue";

/** What is wrong, and what to do. It has no tablet to ask, and so no frame but its own. */
export function Denied() {
  const title = t("denied.title");
  useEffect(() => {
    document.title = `${title} – ${t("shell.product")}`;
  }, [title]);
  return (
    <div class="shell">
      <header class="top">
        <div class="top__row">
          <div class="top__door">
            <strong>{t("shell.product")}</strong>
          </div>
          <Tongues />
        </div>
      </header>
      <main>
        <Heading>{title}</Heading>
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
    </div>
  );
}
