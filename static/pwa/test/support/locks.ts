/** Locks as the browser gives them, shared by every tab that is given the same object. */

type Holding = (lock: Lock | null) => unknown;

export class FakeLocks {
  readonly #held = new Map<string, Promise<unknown>>();

  request = (async (name: string, ...rest: [Holding] | [LockOptions, Holding]) => {
    const [options, holding] = rest.length === 1 ? [{}, rest[0]] : rest;
    if (options.ifAvailable && this.#held.has(name)) return await holding(null);
    const before = this.#held.get(name) ?? Promise.resolve();
    const work = before
      .catch(() => undefined)
      .then(() => holding({ name, mode: "exclusive" }));
    this.#held.set(name, work);
    try {
      return await work;
    } finally {
      if (this.#held.get(name) === work) this.#held.delete(name);
    }
  }) as LockManager["request"];

  query = async (): Promise<LockManagerSnapshot> => ({
    held: [...this.#held.keys()].map((name) => ({ name, mode: "exclusive", clientId: "tab" })),
    pending: [],
  });
}
