/** What is proposed, what the worker chooses of it, and by when what was found is to be acted on. */

import { scopeOf } from "../../domain/consent";
import { severityOf } from "../../domain/checklist";
import type { Checklist, Level as LevelId } from "../../domain/contract";
import { assess, outcomeOf } from "../../domain/outcome";
import type { DraftContent } from "../../domain/tablet";
import { proposeActions, type Proposal } from "../../domain/proposals";
import { Tick } from "../parts/fields";
import { Level, LEVELS } from "../parts/Level";
import { useSlice } from "../slice";
import { say, t, type Both } from "../tongue";
import { assessmentOf, foundIn, governing, visitedIn } from "../views/summary";
import { useVisit } from "../visit";

/** What an action is proposed for: an outcome by its id, an item by its section. */
function groundOf(checklist: Checklist, id: string): string {
  const section = checklist.sections.find(({ items }) => items.some((item) => item.id === id));
  return section === undefined ? id : say(section);
}

function Action({ proposal }: { readonly proposal: Proposal }) {
  const { session, checklist } = useVisit();
  const chosen = useSlice(() => session.draft.value.content.assessment?.actions ?? [], [session]);
  const mayTell = useSlice(
    () => scopeOf(session.draft.value.content.consents).purposes.includes("tell_landlord"),
    [session],
  );
  const action = checklist.actions[proposal.action];
  if (action === undefined) return null;
  const needs = proposal.needs === null ? undefined : checklist.permissions[proposal.needs];
  const isUnsaid = action.to === "landlord" && !mayTell;
  const grounds = [...new Set(proposal.proposedFor.map((id) => groundOf(checklist, id)))];
  const turn = (isOn: boolean): void =>
    session.edit((now) => {
      const assessment = assessmentOf(checklist, now);
      const others = assessment.actions.filter((id) => id !== proposal.action);
      const actions = isOn ? [...others, proposal.action] : others;
      return { ...now, assessment: { ...assessment, actions } };
    });
  const label = (
    <>
      {say(action)}
      <span class="small quiet proposal__why">
        {t("next.for", { what: grounds.join(", ") })}
        {needs !== undefined && ` · ${say(needs)}`}
        {isUnsaid && ` · ${t("next.no_landlord")}`}
      </span>
    </>
  );
  return <Tick label={label} isOn={chosen.includes(proposal.action)} onTurn={turn} />;
}

function Deadlines({ levels }: { readonly levels: readonly LevelId[] }) {
  const { checklist } = useVisit();
  return (
    <ul class="stack stack--tight">
      {levels.map((level) => {
        const severity = severityOf(checklist, level);
        if (severity === null) return null;
        const { days } = severity.act_within;
        const again = severity.revisit_within;
        return (
          <li key={level}>
            <Level level={level} />{" "}
            {days === 0 ? t("next.at_once") : t("next.within", { count: days })}
            {again !== null && ` ${t("next.revisit", { count: again.days })}`}
          </li>
        );
      })}
    </ul>
  );
}

interface Next {
  readonly proposals: readonly Proposal[];
  /** The levels of what is left, the worst first. */
  readonly levels: readonly LevelId[];
  readonly policies: readonly Both[];
}

function nextOf(checklist: Checklist, content: DraftContent): Next {
  const visited = visitedIn(checklist, content);
  const result = assess(visited);
  const asLeft = governing(outcomeOf(result, "as_left"), content.assessment?.override ?? null);
  const left = foundIn(checklist, content).filter(({ isFixed }) => !isFixed);
  return {
    proposals: proposeActions(visited, { asFound: outcomeOf(result, "as_found"), asLeft }),
    levels: [...LEVELS].reverse().filter((level) => left.some((found) => found.level === level)),
    policies: checklist.assessment.policy_link.filter(
      ({ outcome }) => outcome === asLeft.home || outcome === asLeft.child,
    ),
  };
}

/** What happens next. */
export function NextSteps() {
  const { session, checklist } = useVisit();
  const { proposals, levels, policies } = useSlice(
    () => nextOf(checklist, session.draft.value.content),
    [session, checklist],
  );
  return (
    <section class="panel">
      <h2 class="ds-heading" data-size="xs">
        {t("next.title")}
      </h2>
      {levels.length > 0 && <Deadlines levels={levels} />}
      {levels.length > 0 && <p class="small quiet">{say(checklist.closing_rule)}</p>}
      {policies.map((policy) => (
        <p key={policy.sv} class="policy">
          {say(policy)}
        </p>
      ))}
      <fieldset class="plain-fieldset">
        <legend class="group-label">{t("next.choose")}</legend>
        {proposals.length === 0 && <p class="quiet">{t("next.nothing")}</p>}
        {proposals.map((proposal) => (
          <Action key={proposal.action} proposal={proposal} />
        ))}
      </fieldset>
    </section>
  );
}
