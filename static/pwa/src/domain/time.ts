/** The tablet's own clock as it is written down: never without its zone. */

function two(value: number): string {
  return String(Math.abs(value)).padStart(2, "0");
}

/** An instant in the zone given as minutes that it lies ahead of UTC. */
export function inZone(at: Date, minutesAhead: number): string {
  const local = new Date(at.getTime() + minutesAhead * 60_000).toISOString().slice(0, -1);
  const hours = Math.trunc(minutesAhead / 60);
  return `${local}${minutesAhead < 0 ? "-" : "+"}${two(hours)}:${two(minutesAhead % 60)}`;
}

/** An instant by the tablet's clock and zone, as `2026-03-12T10:42:00.000+01:00`. */
export function withZone(at: Date): string {
  return inZone(at, -at.getTimezoneOffset());
}
