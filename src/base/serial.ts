/** Runs asynchronous jobs one after the other, in the order they were given. */
export class Serial {
  #last: Promise<unknown> = Promise.resolve();

  /** Settles as `job` does; a job that fails does not hinder the next. */
  run<Value>(job: () => Promise<Value>): Promise<Value> {
    const done = this.#last.then(job, job);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

/** Likewise, but jobs of different keys do not wait for each other. */
export class Serials<Key> {
  readonly #all = new Map<Key, Serial>();

  run<Value>(key: Key, job: () => Promise<Value>): Promise<Value> {
    const own = this.#all.get(key) ?? new Serial();
    this.#all.set(key, own);
    return own.run(job);
  }
}

/**
 * Turns many wishes into few runs: never two at once, and a wish that comes during a run
 * is followed by one more. What `job` throws goes to `failed`.
 */
export function coalesced(
  job: () => Promise<void>,
  failed: (error: unknown) => void,
): () => void {
  let running = false;
  let wished = false;

  async function run(): Promise<void> {
    running = true;
    while (wished) {
      wished = false;
      await job().catch(failed);
    }
    running = false;
  }

  return () => {
    wished = true;
    if (!running) void run();
  };
}
