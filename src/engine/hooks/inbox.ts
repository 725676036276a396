/**
 * Takes agents' events in, one after the other: first those that were laid down while no
 * engine was there, then the one that comes. An event that is told twice, because the
 * answer to the first telling got lost, is taken once.
 */
import { disposable, Disposer } from '../../base/disposer.js';
import { coalesced, Serial } from '../../base/serial.js';
import type { HookMessage } from '../../domain/hook.js';
import { readHookMessage } from '../../formats/hook-event.js';
import { laidDownIn, makeSpool, watchSpool, type LaidDown } from './laid-down.js';
import type { Held } from './questions.js';
import type { WaitingHook } from './waiting-hook.js';
import { WaitingHooks } from './waiting-hooks.js';

export type InboxOptions = {
  /** Owner-only; made if it is not there. */
  readonly spool: string;
  /**
   * What is to be known of an event is on disk when it resolves; `waits` says whether its
   * hook does.
   */
  readonly take: (message: HookMessage, waits: boolean) => Promise<Held | undefined>;
  readonly log: (line: string) => void;
};

/** Events are told again within seconds, if at all. */
const MAX_KNOWN = 4096;

/** A full disk, or too many open files, is no matter of a moment; a hook waits 5 s. */
const LOOK_AGAIN_MS = 1000;

export class Inbox {
  readonly #options: InboxOptions;
  readonly #serial = new Serial();
  readonly #known = new Set<string>();
  readonly #waiting: WaitingHooks;

  constructor(options: InboxOptions) {
    this.#options = options;
    this.#waiting = new WaitingHooks({ serial: this.#serial, log: options.log });
  }

  /** Takes what is laid down, and what will be, until the result is disposed of. */
  async open(): Promise<Disposable> {
    const { spool, log } = this.#options;
    await makeSpool(spool);
    const owned = new Disposer();
    let timer: NodeJS.Timeout | undefined;
    let closed = false;
    const look = coalesced(
      async () => void (await this.receive('')),
      (error) => {
        log(`hook: ${String(error)}`);
        clearTimeout(timer);
        if (!closed) timer = setTimeout(look, LOOK_AGAIN_MS).unref();
      },
    );
    owned.add(
      disposable(() => {
        closed = true;
        clearTimeout(timer);
      }),
    );
    owned.add(this.#waiting);
    owned.add(watchSpool(spool, look));
    look();
    return owned;
  }

  /**
   * Resolves when the line is safe here, with the question that it asks, if it asks one.
   * An empty line asks to look into the spool.
   */
  receive(line: string): Promise<Held | undefined> {
    return this.#serial.run(async () => {
      await this.#takeSpooled();
      if (line === '') return undefined;
      const message = readHookMessage(line);
      return message && this.#take(message, true);
    });
  }

  async #takeSpooled(): Promise<void> {
    for (const laid of await laidDownIn(this.#options.spool)) {
      if (laid.hook) await this.#takeAsked(laid, laid.hook);
      else {
        // Whose hook laid it down, that one waits for nothing.
        (await this.#takeLaid(laid))?.gone();
        await laid.remove();
      }
    }
  }

  /** It stays where it is as long as its hook waits, for an engine that comes after this one. */
  async #takeAsked(laid: LaidDown, hook: WaitingHook): Promise<void> {
    if (this.#waiting.has(laid.name)) return;
    const isAnswered = await hook.isAnswered();
    const held = isAnswered ? undefined : await this.#takeLaid(laid);
    if (isAnswered) await hook.printAgain();
    else if (!held) await hook.letGo();
    else if (!(await hook.take())) held.gone();
    this.#waiting.add(laid.name, { hook, held });
  }

  async #takeLaid({ name, read, hook }: LaidDown): Promise<Held | undefined> {
    const message = await read();
    if (!message) this.#options.log(`hook: ${name} is not an event`);
    return message && this.#take(message, hook?.isThere() ?? false);
  }

  async #take(message: HookMessage, waits: boolean): Promise<Held | undefined> {
    if (this.#known.has(message.id)) return undefined;
    const held = await this.#options.take(message, waits);
    this.#known.add(message.id);
    const [oldest] = this.#known;
    if (this.#known.size > MAX_KNOWN && oldest !== undefined) this.#known.delete(oldest);
    return held;
  }
}
