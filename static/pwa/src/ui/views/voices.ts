/** Whose words are asked for: each child's own, and the resident's. */

import {
  childrenFor,
  isPerChild,
  isShown,
  itemsOf,
  type Checklist,
  type Item,
} from "../../domain/checklist";
import type { Child, Context } from "../../domain/contract";

/** A child, and what that child can be asked. */
export interface Voice {
  readonly child: Child;
  readonly items: readonly Item[];
}

/** The children of a home with what each can be asked; who is too young is not there. */
export function voicesOf(checklist: Checklist, context: Context): readonly Voice[] {
  const items = itemsOf(checklist)
    .map(([, item]) => item)
    .filter((item) => isPerChild(item) && isShown(item, context));
  const asked = (child: Child): readonly Item[] =>
    items.filter((item) => childrenFor(item, context).some(({ label }) => label === child.label));
  return context.children
    .map((child) => ({ child, items: asked(child) }))
    .filter((voice) => voice.items.length > 0);
}

/** What is asked of the resident at the end, in the checklist's order. */
export function residentItems(checklist: Checklist, context: Context): readonly Item[] {
  return itemsOf(checklist)
    .map(([, item]) => item)
    .filter((item) => item.type === "voice" && !isPerChild(item) && isShown(item, context));
}

/** The record of the reading back, which the summary answers; None: this checklist has none. */
export function readbackItem(checklist: Checklist): Item | null {
  const items = itemsOf(checklist).map(([, item]) => item);
  const isReadback = (item: Item): boolean =>
    item.type === "record" &&
    !isPerChild(item) &&
    item.options.some(({ id }) => id === "not_shown");
  return items.find(isReadback) ?? null;
}
