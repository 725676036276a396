/** Stops on a broken invariant. For bugs only: expected failures are `Result`s. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}

/** Marks the end of an exhaustive `switch`; a forgotten case stops the type check. */
export function unreachable(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
