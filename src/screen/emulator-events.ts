/** What a program's output asks of the emulator's owner, gathered until it is taken. */
import type { Notice } from './notices.js';

export type EmulatorEvent =
  /** To be written to the program, each character a byte: the answer to its question. */
  | { readonly type: 'reply'; readonly text: string }
  /** The title that the program set, harmless to show. */
  | { readonly type: 'title'; readonly title: string }
  | { readonly type: 'bell' }
  | Notice;

const NONE: readonly EmulatorEvent[] = [];

export class EmulatorEvents {
  #events: EmulatorEvent[] = [];
  #title = '';

  /** The last title, empty at first. */
  get title(): string {
    return this.#title;
  }

  push(event: EmulatorEvent): void {
    this.#events.push(event);
  }

  titled(title: string): void {
    if (title === this.#title) return;
    this.#title = title;
    this.push({ type: 'title', title });
  }

  /** All since they were taken last. */
  take(): readonly EmulatorEvent[] {
    if (this.#events.length === 0) return NONE;
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** Runs something that replies, and gives what it replied, which is no event then. */
  overhear(ask: () => void): string {
    const before = this.#events;
    this.#events = [];
    ask();
    const heard = this.#events;
    this.#events = before;
    return heard.map((event) => (event.type === 'reply' ? event.text : '')).join('');
  }
}
