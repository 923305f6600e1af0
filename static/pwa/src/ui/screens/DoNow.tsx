/** "Gör nu": what the worst outcomes ask for before one leaves, with whom to call and a tick for done. */

import { clockOf } from "../format";
import { Button, LinkButton } from "../parts/buttons";
import { Tick } from "../parts/fields";
import { go, visitHref } from "../router";
import { useSlice } from "../slice";
import { useSurroundings } from "../surroundings";
import { say, t } from "../tongue";
import { doNowIn, withDone, type DoNow as Now, type ToDo } from "../views/doNow";
import { firstNumber, labelOf, phoneOf, telHref } from "../views/numbers";
import { outcomeName } from "../views/summary";
import { useVisit } from "../visit";

function useDoNow(): Now | null {
  const { session, checklist } = useVisit();
  return useSlice(() => doNowIn(checklist, session.draft.value.content), [session, checklist]);
}

/** Whom to call, whatever of it is done first. */
function Calls() {
  const { snapshot } = useSurroundings();
  const onCall = firstNumber(snapshot.value.directory);
  return (
    <div class="row">
      <LinkButton href="tel:112" tone="danger">
        {t("acute.call_112")}
      </LinkButton>
      {onCall !== null && (
        <LinkButton href={telHref(onCall.phone)} weight="secondary">
          {t("acute.call", { whom: labelOf(onCall), phone: phoneOf(onCall) })}
        </LinkButton>
      )}
    </div>
  );
}

function Todo({ todo }: { readonly todo: ToDo }) {
  const { tablet } = useSurroundings();
  const { session, checklist } = useVisit();
  const action = checklist.actions[todo.action];
  if (action === undefined) return null;
  const turn = (isOn: boolean): void =>
    session.edit((content) => {
      const next = { ...todo, doneAt: isOn ? tablet.now() : null };
      return { ...content, assessment: withDone(checklist, content, next) };
    });
  const label = (
    <>
      {say(action)}
      {todo.doneAt !== null && (
        <strong class="done-at"> · {t("now.done_at", { at: clockOf(todo.doneAt) })}</strong>
      )}
    </>
  );
  return (
    <li>
      <Tick label={label} isOn={todo.doneAt !== null} onTurn={turn} />
      {action.to === "child_protection" && (
        <Button weight="secondary" onPress={() => go(visitHref(session.visitId, "concern"))}>
          {t("concern.raise")}
        </Button>
      )}
    </li>
  );
}

/** All of it. */
export function DoNow() {
  const { checklist } = useVisit();
  const now = useDoNow();
  if (now === null) return null;
  return (
    <section class="panel at-once" aria-labelledby="do-now">
      <h2 id="do-now" class="ds-heading" data-size="sm">
        <span aria-hidden="true">⬣</span> {t("now.title")}
      </h2>
      <p>
        {now.outcomes.map((outcome) => (
          <span key={outcome} class="at-once__why">
            <strong>{outcome}</strong> {say(outcomeName(checklist, outcome))}
          </span>
        ))}
      </p>
      <Calls />
      <ul class="at-once__list">
        {now.actions.map((todo) => (
          <Todo key={todo.action} todo={todo} />
        ))}
      </ul>
    </section>
  );
}

/** One line of it on the other steps: how much is left, and the way there. */
export function DoNowLine() {
  const { session } = useVisit();
  const now = useDoNow();
  const left = now?.actions.filter(({ doneAt }) => doneAt === null).length ?? 0;
  if (left === 0) return null;
  return (
    <a class="do-now" href={visitHref(session.visitId, "summary")}>
      <span aria-hidden="true">⬣</span> {t("now.line", { count: left })}
    </a>
  );
}
