/** Which of several versions is the newest: `1.10.0` comes after `1.9.2`. */

function parts(version: string): readonly number[] {
  return version.split(".").map((part) => Number.parseInt(part, 10) || 0);
}

/** Below zero when `one` is the older. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [parts(one), parts(other)];
  const length = Math.max(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The newest; None of none. */
export function newestOf<T extends { readonly version: string }>(items: readonly T[]): T | null {
  return items.reduce<T | null>(
    (best, item) =>
      best === null || compareVersions(item.version, best.version) > 0 ? item : best,
    null,
  );
}
