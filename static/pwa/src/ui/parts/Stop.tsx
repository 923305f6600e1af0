/** "Avbryt besök": one tap, wherever in the visit one is, and nothing more is written. */

import { useContext } from "preact/hooks";
import { go, route, visitHref } from "../router";
import { useSlice } from "../slice";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";
import { standingIn } from "../views/consents";
import { VisitContext, type OpenVisit } from "../visit";

function StopOf({ visit }: { readonly visit: OpenVisit }) {
  const { tablet } = useSurroundings();
  const { session, darkroom } = visit;
  const isWithdrawable = useSlice(() => {
    const { content, isReadOnly, unfinished } = session.draft.value;
    const hasYes = content.consents.some((consent) => standingIn(consent).length > 0);
    return hasYes && !isReadOnly && unfinished.stopped === null;
  }, [session]);
  const stop = (): void => {
    darkroom.close();
    void session.stop(tablet.moment());
    if (route.value.page !== "visit") go(visitHref(session.visitId));
  };
  return (
    <button type="button" class="stop" disabled={!isWithdrawable} onClick={stop}>
      {t("bar.stop")}
      <small>{t("bar.stop_why")}</small>
    </button>
  );
}

/** The button; nothing outside a visit. There is nothing to take back before somebody said yes. */
export function Stop() {
  const visit = useContext(VisitContext);
  return visit === null ? null : <StopOf visit={visit} />;
}
