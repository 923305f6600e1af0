/** The tables of cases that the office's suite reads too, filled out to whole records. */

import { parseChecklist, type Checklist } from "../../src/domain/checklist";
import type { Answer, Child, Consent, Context, Finding } from "../../src/domain/contract";
import { NOTHING_ASKED } from "../../src/domain/draft";

/** Everything in a file of vectors. */
export async function readVectors<T>(name: string): Promise<T> {
  const file = new URL(`../../../../tests/vectors/${name}.json`, import.meta.url).href;
  // What a file holds is known only to who wrote it; the suites are held to it by its cases.
  const read = (await import(/* @vite-ignore */ file)) as { readonly default: T };
  return read.default;
}

/** The newest checklist, as the office sends it. */
export async function readChecklist(): Promise<Checklist> {
  const checklist = parseChecklist(await readVectors("checklist-document"));
  if (checklist === null) throw new Error("the checklist of the vectors cannot be read");
  return checklist;
}

/** A context as a case states it: what it leaves out was not asked. */
export type StatedContext = Partial<Omit<Context, "children">> & {
  readonly children?: readonly (Omit<Child, "developmental_group"> & Partial<Child>)[];
};

/** An answer as a case states it: what it leaves out is empty. */
export type StatedAnswer = Partial<Omit<Answer, "findings">> &
  Pick<Answer, "item" | "kind" | "answered_at"> & {
    readonly findings?: readonly (Partial<Finding> & Pick<Finding, "level">)[];
  };

/** The whole context that a case states. */
export function contextOf(stated: StatedContext): Context {
  const { children = [], ...rest } = stated;
  return {
    ...NOTHING_ASKED,
    ...rest,
    children: children.map((child) => ({ developmental_group: null, ...child })),
  };
}

/** A whole finding. */
export function findingOf(stated: Partial<Finding> & Pick<Finding, "level">): Finding {
  return {
    rooms: [],
    in_childs_room: false,
    note: "",
    measured_value: null,
    fixed_on_spot: false,
    known_since: "",
    reported_to: "",
    responsible: null,
    action_taken: null,
    photos: [],
    ...stated,
  };
}

/** The whole answer that a case states. */
export function answerOf({ findings = [], ...stated }: StatedAnswer): Answer {
  return {
    child: null,
    reason: null,
    measured_value: null,
    option: null,
    text: "",
    face: null,
    flag: null,
    ...stated,
    findings: findings.map(findingOf),
  };
}

/** The whole consent that a case states. */
export function consentOf(
  stated: Partial<Consent> &
    Pick<Consent, "id" | "adult" | "capacity" | "text" | "decision" | "given">,
): Consent {
  return {
    name: "",
    purposes: [],
    rooms: null,
    form: null,
    signature: null,
    witness: "",
    interpreter: "",
    withdrawn: null,
    withdrawn_purposes: [],
    ...stated,
  };
}
