/**
 * What a benchmark started beside itself: servers that would outlive it. They are let go of
 * where they were made; when the benchmark fails or is interrupted, all that is left is.
 */
const left = new Set<Disposable>();

/** Notes a resource until the result is disposed. */
export function untilDisposed(resource: Disposable): Disposable {
  left.add(resource);
  return { [Symbol.dispose]: () => void left.delete(resource) };
}

export function letGoOfAll(): void {
  for (const resource of left) {
    left.delete(resource);
    resource[Symbol.dispose]();
  }
}
