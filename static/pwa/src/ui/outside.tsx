/** What is seen of a tablet that is not open: nobody's yet, being bound, or locked. */

import { Enrol } from "./screens/Enrol";
import { Lock } from "./screens/Lock";
import { SettlingIn } from "./screens/Settling";
import { route } from "./router";
import { settling } from "./settling";
import { useSurroundings } from "./surroundings";

const ENROLLING: readonly string[] = ["enrol", "enrol_again"];

/** The screen. */
export function Outside() {
  const { snapshot } = useSurroundings();
  const { binding, lock } = snapshot.value;
  const { is } = settling.value;
  if (is === "device" || is === "pin") return <SettlingIn />;
  if (lock.is === "open" && is === "none") return null;
  const isEnrolling = lock.is === "none" || binding !== null || ENROLLING.includes(route.value.page);
  return isEnrolling || is === "binding" ? <Enrol /> : <Lock />;
}
