/**
 * Runs schedules as it is told to on its input, a line of JSON each, and says on its output what
 * came of them. Who starts it has the office, and is asked to strike it.
 */

import { createInterface } from "node:readline";
import { fromBase64 } from "../../src/vault/crypto";
import { BadLine } from "./badLine";
import { Lots } from "./lots";
import { type Officer, Schedule, type Told } from "./schedule";

interface Order {
  readonly seed: number;
  readonly port: number;
  readonly officer: Officer;
  /** A small picture. */
  readonly jpeg: string;
}

/** Of one schedule, on a machine that does much else. */
const LONGEST_MS = 300_000;

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

function say(said: unknown): void {
  process.stdout.write(`${JSON.stringify(said)}\n`);
}

async function hear<T>(): Promise<T | null> {
  const { done, value } = await lines.next();
  return done ? null : (JSON.parse(value) as T);
}

async function strikeOffice(told: readonly Told[]): Promise<void> {
  say({ is: "strike", told });
  await hear();
}

/** Fails when there is no end to it. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("It does not end")), LONGEST_MS);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

// A page that was killed goes on failing, unheard.
process.on("unhandledRejection", () => undefined);

for (;;) {
  const order = await hear<Order>();
  if (order === null) break;
  const { jpeg, officer, port, seed } = order;
  const lots = new Lots(seed);
  const line = new BadLine(port, lots);
  const material = { jpeg: fromBase64(jpeg) };
  try {
    const address = await line.open();
    const schedule = new Schedule(address, line, lots, officer, { strikeOffice }, material);
    say({ is: "ended", ...(await inTime(schedule.run())) });
  } catch (failure) {
    say({ is: "failed", why: failure instanceof Error ? (failure.stack ?? "") : String(failure) });
  } finally {
    await line.close();
  }
}
process.exit(0);
