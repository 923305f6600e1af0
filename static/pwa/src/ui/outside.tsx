/** What is seen of a tablet that is not open: nobody's yet, being bound, or locked. */

import { Enrol } from "./screens/Enrol";
import { Awaited } from "./parts/Later";
import { Heading, HouseDoor, Shell } from "./parts/Shell";
import { Lock } from "./screens/Lock";
import { SettlingIn } from "./screens/Settling";
import { route } from "./router";
import { settling } from "./settling";
import { areScreensMissing, fetchScreens, screens } from "./screensBehind";
import { useSurroundings } from "./surroundings";
import { t } from "./tongue";

const ENROLLING: readonly string[] = ["enrol", "enrol_again"];

/** The tablet is open, and the screens behind the lock are still on their way. */
function Opening() {
  return (
    <Shell title="nav.today" screen="opening" door={<HouseDoor />}>
      <Heading>{t("part.title")}</Heading>
      <Awaited isMissing={areScreensMissing.value} onAgain={() => void fetchScreens()} />
    </Shell>
  );
}

/** The screen. */
export function Outside() {
  const { snapshot } = useSurroundings();
  const { binding, lock } = snapshot.value;
  const { is } = settling.value;
  if (lock.is === "open" && (is === "device" || is === "pin")) return <SettlingIn />;
  if (lock.is === "open" && is === "none") return screens.value === null ? <Opening /> : null;
  const isEnrolling = lock.is === "none" || binding !== null || ENROLLING.includes(route.value.page);
  return isEnrolling || is === "binding" ? <Enrol /> : <Lock />;
}
