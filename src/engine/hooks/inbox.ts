/**
 * Takes agents' events in, one after the other: first those that were laid down while no
 * engine was there, then the one that comes. An event that is told twice, because the
 * answer to the first telling got lost, is taken once.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Serial } from '../../base/serial.js';
import { namesIn, readStart } from '../../config/text-file.js';
import type { HookMessage } from '../../domain/hook.js';
import { readHookMessage } from '../../formats/hook-event.js';
import { MAX_SPOOLED_CHARACTERS, SPOOLED } from '../../protocol/hook.js';
import type { Held } from './questions.js';

export type InboxOptions = {
  /** Owner-only; made if it is not there. */
  readonly spool: string;
  /** What is to be known of an event is on disk when it resolves. */
  readonly take: (message: HookMessage) => Promise<Held | undefined>;
  readonly log: (line: string) => void;
};

/** Events are told again within seconds, if at all. */
const MAX_KNOWN = 4096;

/** JSON writes a control character with six. */
const MAX_FILE_BYTES = 6 * MAX_SPOOLED_CHARACTERS + 1024;

export class Inbox {
  readonly #options: InboxOptions;
  readonly #serial = new Serial();
  readonly #known = new Set<string>();

  constructor(options: InboxOptions) {
    this.#options = options;
  }

  /**
   * Resolves when the line is safe here, with the question that it asks, if it asks one.
   * An empty line asks to look into the spool.
   */
  receive(line: string): Promise<Held | undefined> {
    return this.#serial.run(async () => {
      await this.#takeSpooled();
      const message = readHookMessage(line);
      return message && this.#take(message);
    });
  }

  async #takeSpooled(): Promise<void> {
    const { spool, log } = this.#options;
    await mkdir(spool, { recursive: true, mode: 0o700 });
    for (const name of await namesIn(spool, SPOOLED)) {
      const file = join(spool, name);
      const read = await readStart(file, MAX_FILE_BYTES);
      const message = readHookMessage(read?.text ?? '');
      // Whose hook laid it down, that one waits for nothing.
      if (message) (await this.#take(message))?.gone();
      else log(`hook: ${name} is not an event`);
      await rm(file, { force: true });
    }
  }

  async #take(message: HookMessage): Promise<Held | undefined> {
    if (this.#known.has(message.id)) return undefined;
    const held = await this.#options.take(message);
    this.#known.add(message.id);
    const [oldest] = this.#known;
    if (this.#known.size > MAX_KNOWN && oldest !== undefined) this.#known.delete(oldest);
    return held;
  }
}
