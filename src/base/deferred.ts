/** A promise that is settled from outside (`Promise.withResolvers` needs Node 22). */
export type Deferred<Value> = {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
};

export function deferred<Value>(): Deferred<Value> {
  const made: { resolve: (value: Value) => void } = { resolve: () => undefined };
  const promise = new Promise<Value>((resolve) => {
    made.resolve = resolve;
  });
  return { promise, resolve: (value) => made.resolve(value) };
}
