/** The screens behind the lock. Loaded once the tablet is opened, or soon before. */

import { render } from "preact";
import { useEffect } from "preact/hooks";
import { later } from "./parts/Later";
import { awaitedVisit, stopAwaiting } from "./returning";
import { go, route, visitHref } from "./router";
import { Outbox } from "./screens/Outbox";
import { Ready } from "./screens/Ready";
import { TabletPage } from "./screens/Tablet";
import { Today } from "./screens/Today";
import { Warning } from "./screens/Warning";
import en from "./sentences/en.json";
import { type Surroundings, SurroundingsContext, useSurroundings } from "./surroundings";
import { learnEnglish } from "./tongue";
import { opening, useVisitOpen } from "./visit";

const visit = later(async () => (await import("./screens/Visit")).Visit);
const concern = later(async () => (await import("./screens/ConcernPage")).ConcernPage);
const rent = later(async () => (await import("./screens/Rent")).Rent);
const LATER = [visit, concern, rent];

function Page() {
  const { value } = route;
  switch (value.page) {
    case "visit":
      return <visit.Screen key={value.visitId} visitId={value.visitId} step={value.step} />;
    case "concern":
      return <concern.Screen key={value.concernId} concernId={value.concernId} />;
    case "outbox":
      return <Outbox />;
    case "ready":
      return <Ready />;
    case "rent":
      return <rent.Screen />;
    case "about":
      return <TabletPage />;
    case "today":
    case "enrol":
    case "enrol_again":
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
  const { tablet } = useSurroundings();
  useVisitOpen(tablet, visitShown());
  // What will be wanted is fetched while the day is looked at.
  useEffect(() => {
    for (const { fetchIt } of LATER) void fetchIt();
  }, []);
  return (
    <>
      <Page />
      <Warning />
    </>
  );
}

/** Save what is written, then what was photographed, which takes longer. */
async function flush(): Promise<boolean> {
  const { value } = opening;
  if (value.is !== "open") return true;
  const { darkroom, session } = value.visit;
  await session.flush();
  await darkroom.settled();
  return await session.flush();
}

/** The camera may kill the page, and it is then begun anew from its icon: go on where it was. */
function returnToCamera(): void {
  const visitId = awaitedVisit();
  stopAwaiting();
  if (visitId !== null && route.value.page === "today") go(visitHref(visitId));
}

/** Save at once when the page is hidden: it may never be shown again. */
function saveWhenHidden(): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void flush();
  });
}

/** Show the screens there from now on, and have what is written saved before they are covered. */
export function showInside(place: HTMLElement, surroundings: Surroundings): void {
  learnEnglish(en);
  surroundings.tablet.onLocking(flush);
  returnToCamera();
  saveWhenHidden();
  render(
    <SurroundingsContext.Provider value={surroundings}>
      <Screens />
    </SurroundingsContext.Provider>,
    place,
  );
}
