/**
 * The hooks that wait for an answer. That one has ended, by its agent or because it has
 * printed the answer, nothing tells: they are looked after as long as there are any.
 */
import { coalesced, type Serial } from '../../base/serial.js';
import type { Held } from './questions.js';
import type { WaitingHook } from './waiting-hook.js';

type Waiting = {
  readonly hook: WaitingHook;
  /** Undefined when there is nothing more to be said. */
  readonly held: Held | undefined;
};

type Options = {
  /** What they laid down is cleared away in one turn, and read in another. */
  readonly serial: Serial;
  readonly log: (line: string) => void;
};

/** For what is shown: whoever answers one finds out at once. */
const LOOK_MS = 250;

export class WaitingHooks implements Disposable {
  readonly #waiting = new Map<string, Waiting>();
  readonly #look: () => void;
  readonly #failed: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor({ serial, log }: Options) {
    this.#failed = (error) => log(`hook: ${String(error)}`);
    this.#look = coalesced(() => serial.run(() => this.#clear()), this.#failed);
  }

  has(name: string): boolean {
    return this.#waiting.has(name);
  }

  add(name: string, waiting: Waiting): void {
    if (this.#closed) return void waiting.hook.letGo();
    this.#waiting.set(name, waiting);
    this.#timer ??= setInterval(this.#look, LOOK_MS).unref();
    this.#answer(waiting).catch((error: unknown) => {
      waiting.held?.gone();
      void waiting.hook.letGo();
      this.#failed(error);
    });
  }

  /** Nobody will answer them any more, nor one that is taken just then. */
  [Symbol.dispose](): void {
    this.#closed = true;
    clearInterval(this.#timer);
    for (const { hook } of this.#waiting.values()) void hook.letGo();
  }

  async #answer({ hook, held }: Waiting): Promise<void> {
    if (!held) return;
    const answer = await held.answer;
    if (answer === '') await hook.letGo();
    else held.reached(await hook.print(answer));
  }

  async #clear(): Promise<void> {
    for (const [name, { hook, held }] of this.#waiting) {
      if (hook.isThere()) continue;
      held?.gone();
      await hook.remove();
      this.#waiting.delete(name);
    }
    if (this.#waiting.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
