/** The tablet's screens, put on the page. */

import { render } from "preact";
import type { Tablet } from "../domain/tablet";
import { awaitedVisit } from "./returning";
import { followAddress, go, route, visitHref } from "./router";
import { ConcernPage } from "./screens/ConcernPage";
import { Enrol } from "./screens/Enrol";
import { Outbox } from "./screens/Outbox";
import { Ready } from "./screens/Ready";
import { Rent } from "./screens/Rent";
import { Today } from "./screens/Today";
import { Visit } from "./screens/Visit";
import "./styles/index.css";
import { surroundingsOf, SurroundingsContext, useSurroundings } from "./surroundings";
import { recallLanguage } from "./tongue";
import { opening, useVisitOpen } from "./visit";

function Page() {
  const { value } = route;
  switch (value.page) {
    case "visit":
      return <Visit key={value.visitId} visitId={value.visitId} step={value.step} />;
    case "concern":
      return <ConcernPage key={value.concernId} concernId={value.concernId} />;
    case "outbox":
      return <Outbox />;
    case "ready":
      return <Ready />;
    case "rent":
      return <Rent />;
    case "today":
      return <Today />;
  }
}

/** The visit of the page that is shown; a concern is looked at without leaving the visit. */
function visitShown(): string | null {
  const { value } = route;
  if (value.page === "visit") return value.visitId;
  if (value.page !== "concern") return null;
  return opening.value.is === "open" ? opening.value.visitId : null;
}

function Screens() {
  const { tablet, snapshot } = useSurroundings();
  const isEnrolled = snapshot.value.enrolment !== null;
  useVisitOpen(tablet, isEnrolled ? visitShown() : null);
  return isEnrolled ? <Page /> : <Enrol />;
}

/** Save at once when the page is hidden: it may never be shown again. */
function saveWhenHidden(): void {
  document.addEventListener("visibilitychange", () => {
    const { value } = opening;
    if (document.visibilityState === "hidden" && value.is === "open") {
      void value.visit.session.flush();
    }
  });
}

/** The camera may kill the page, and it is then begun anew from its icon: go on where it was. */
function returnToCamera(): void {
  const visitId = awaitedVisit();
  if (visitId !== null && route.value.page === "today") go(visitHref(visitId));
}

/** Show the screens of this tablet from now on. */
export function mount(root: HTMLElement, tablet: Tablet): void {
  recallLanguage();
  followAddress(window);
  returnToCamera();
  saveWhenHidden();
  const surroundings = surroundingsOf(tablet);
  render(
    <SurroundingsContext.Provider value={surroundings}>
      <Screens />
    </SurroundingsContext.Provider>,
    root,
  );
}
