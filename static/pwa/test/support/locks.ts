/** Locks as the browser gives them, shared by every tab that is given the same object. */

type Holding = (lock: Lock | null) => unknown;

export class FakeLocks {
  readonly #held = new Map<string, Promise<unknown>>();

  request = (async (name: string, ...rest: [Holding] | [LockOptions, Holding]) => {
    const holding = rest.length === 1 ? rest[0] : rest[1];
    if (this.#held.has(name)) return await holding(null);
    const work = Promise.resolve(holding({ name, mode: "exclusive" }));
    this.#held.set(name, work);
    try {
      return await work;
    } finally {
      this.#held.delete(name);
    }
  }) as LockManager["request"];

  query = async (): Promise<LockManagerSnapshot> => ({
    held: [...this.#held.keys()].map((name) => ({ name, mode: "exclusive", clientId: "tab" })),
    pending: [],
  });
}
