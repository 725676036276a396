/**
 * Owns things that must be let go of: ptys, watchers, sockets, timers.
 *
 * Whoever creates a resource adds it in the same expression, so there is no line on
 * which the resource exists and nobody owns it. Release runs newest first.
 */
export class Disposer implements Disposable {
  readonly #owned: Disposable[] = [];
  #closed = false;

  add<Resource extends Disposable>(resource: Resource): Resource {
    if (this.#closed) resource[Symbol.dispose]();
    else this.#owned.push(resource);
    return resource;
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    for (const resource of this.#owned.splice(0).toReversed()) resource[Symbol.dispose]();
  }
}

export function disposable(release: () => void): Disposable {
  return { [Symbol.dispose]: release };
}
