/**
 * What a person does before it is known where the keyboard belongs: a console that is
 * opened for a pane learns from host and engine which one that is. Until then a letter
 * meant for an agent would be a command of the sidebar.
 */
import type { Input } from './input.js';

/** More than a hand does in that time, and less than a held key fills a memory with. */
const MAX_INPUTS = 1000;

export class EarlyInputs {
  /** Undefined when nothing is kept any more. */
  #kept: Input[] | undefined = [];

  /** Whether it takes `input`; what the terminal says by itself it never does. */
  take(input: Input): boolean {
    if (!this.#kept || input.type === 'focus' || input.type === 'answer') return false;
    if (this.#kept.length < MAX_INPUTS) this.#kept.push(input);
    return true;
  }

  /** What it took, oldest first; from now on it takes none. */
  release(): readonly Input[] {
    const kept = this.#kept ?? [];
    this.#kept = undefined;
    return kept;
  }
}
