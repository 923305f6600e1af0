/** Single values of a database, each under its name. */

import type { StaffMarks, TabletMarks } from "./database";
import type { StaffStore, TabletStore } from "./stores";

/** A value of the tablet's own; None: it was never kept. */
export async function findMark<Name extends keyof TabletMarks>(
  tablet: TabletStore,
  name: Name,
): Promise<TabletMarks[Name] | null> {
  const row = await tablet.run((database) => database.get("marks", name));
  // A mark is put under its own name alone.
  return (row?.value as TabletMarks[Name] | undefined) ?? null;
}

/** Keep a value of the tablet's own. */
export async function keepMark<Name extends keyof TabletMarks>(
  tablet: TabletStore,
  name: Name,
  value: TabletMarks[Name],
): Promise<void> {
  // The name and its value are of one another, which a union of rows does not tell the compiler.
  const row = { name, value } as { readonly name: "probe"; readonly value: string };
  await tablet.write(["marks"], (writing) => writing.put("marks", row));
}

/** Forget a value of the tablet's own. */
export async function dropMark(tablet: TabletStore, name: keyof TabletMarks): Promise<void> {
  await tablet.write(["marks"], (writing) => writing.delete("marks", name));
}

/** A value of a person's; None: it was never kept. */
export async function findStaffMark<Name extends keyof StaffMarks>(
  store: StaffStore,
  name: Name,
): Promise<StaffMarks[Name] | null> {
  const row = await store.run((database) => database.get("marks", name));
  // A mark is put under its own name alone.
  return (row?.value as StaffMarks[Name] | undefined) ?? null;
}
