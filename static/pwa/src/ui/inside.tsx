/** The screens behind the lock. Loaded once the tablet is opened, or soon before. */

import { render } from "preact";
import { opening, useVisitOpen } from "./visit";
import { route } from "./router";
import { ConcernPage } from "./screens/ConcernPage";
import { Outbox } from "./screens/Outbox";
import { Ready } from "./screens/Ready";
import { Rent } from "./screens/Rent";
import { TabletPage } from "./screens/Tablet";
import { Today } from "./screens/Today";
import { Visit } from "./screens/Visit";
import { Warning } from "./screens/Warning";
import { type Surroundings, SurroundingsContext, useSurroundings } from "./surroundings";

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
  return (
    <>
      <Page />
      <Warning />
    </>
  );
}

async function flush(): Promise<boolean> {
  const { value } = opening;
  return value.is !== "open" || (await value.visit.session.flush());
}

/** Save at once when the page is hidden: it may never be shown again. */
function saveWhenHidden(): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void flush();
  });
}

/** Show the screens there from now on, and have what is written saved before they are covered. */
export function showInside(place: HTMLElement, surroundings: Surroundings): void {
  surroundings.tablet.onLocking(flush);
  saveWhenHidden();
  render(
    <SurroundingsContext.Provider value={surroundings}>
      <Screens />
    </SurroundingsContext.Provider>,
    place,
  );
}
