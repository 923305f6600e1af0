/** "Klar för fält": one list, green or red, and each red with the one thing to do. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ReadyAction, ReadyCheck } from "../../domain/tablet";
import { Button, LinkButton } from "../parts/buttons";
import { Notice } from "../parts/Notice";
import { Heading, HouseDoor, PageBar, Shell } from "../parts/Shell";
import { hrefOf } from "../router";
import { useSurroundings } from "../surroundings";
import { t } from "../tongue";
import { isReadyForField, readyLines, type ReadyLine } from "../views/ready";

/** What the tablet can do itself; the rest is for a person's hands. */
const ITSELF: readonly ReadyAction[] = ["allow_storage", "pull", "send_now"];

interface LineProps {
  readonly line: ReadyLine;
  readonly onAct: (action: ReadyAction) => void;
}

function Line({ line, onAct }: LineProps) {
  const { action, todo } = line;
  const word = line.isOk ? t("ready.good") : line.isRequired ? t("ready.bad") : t("ready.note");
  return (
    <li class="check">
      <span class="state" data-tone={line.isOk ? "good" : line.isRequired ? "bad" : "wait"}>
        {word}
      </span>
      <div class="stack stack--tight">
        <p>{line.text}</p>
        {action !== null && ITSELF.includes(action) && (
          <Button weight="secondary" onPress={() => onAct(action)}>
            {todo}
          </Button>
        )}
        {action !== null && !ITSELF.includes(action) && <p class="small quiet">{todo}</p>}
      </div>
    </li>
  );
}

/** The list. */
export function Ready() {
  const { tablet, snapshot } = useSurroundings();
  const checks = useSignal<readonly ReadyCheck[] | null>(null);
  const look = async (): Promise<void> => {
    checks.value = await tablet.readyForField();
  };
  useEffect(() => void look(), [snapshot.value.pulledAt, snapshot.value.outbox.length]);
  const act = async (action: ReadyAction): Promise<void> => {
    if (action === "allow_storage") await tablet.keepStorage();
    if (action === "pull") await tablet.pull();
    if (action === "send_now") await tablet.sendNow();
    await look();
  };
  const isReady = checks.value !== null && isReadyForField(checks.value);
  return (
    <Shell title="nav.ready" screen="ready" door={<HouseDoor />} bottom={<PageBar page="ready" />}>
      <Heading>{t("nav.ready")}</Heading>
      <div role="status">
        {checks.value === null && <p>{t("ready.checking")}</p>}
        {checks.value !== null && (
          <Notice tone={isReady ? "success" : "danger"}>
            {isReady ? t("ready.may_go") : t("ready.may_not_go")}
          </Notice>
        )}
      </div>
      <ul class="checks">
        {readyLines(checks.value ?? []).map((line) => (
          <Line key={line.name} line={line} onAct={(action) => void act(action)} />
        ))}
      </ul>
      <Button weight="secondary" isFull onPress={() => void look()}>
        {t("ready.again")}
      </Button>
      <LinkButton href={hrefOf("about")} weight="tertiary" isFull>
        {t("about.link")}
      </LinkButton>
    </Shell>
  );
}
