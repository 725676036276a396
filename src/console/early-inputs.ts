/**
 * What a person does before there is a picture. A letter meant for an agent would be a
 * command of a sidebar that nobody has seen, so it is dropped; but a console that is
 * opened for a pane keeps it until host and engine have said which pane that is.
 */
import type { Input } from './input.js';

/** More than a hand does in that time, and less than a held key fills a memory with. */
const MAX_INPUTS = 1000;

export class EarlyInputs {
  readonly #kept: Input[] = [];
  #awaitsPane: boolean;
  #isBlind = true;

  constructor({ forPane }: { readonly forPane: boolean }) {
    this.#awaitsPane = forPane;
  }

  /** Whether it takes `input`; what the terminal says by itself it never does. */
  take(input: Input): boolean {
    if (input.type === 'focus' || input.type === 'answer') return false;
    if (!this.#awaitsPane) return this.#isBlind;
    if (this.#kept.length < MAX_INPUTS) this.#kept.push(input);
    return true;
  }

  /** The pane is there, and gets what it gave, oldest first; or there will be none. */
  placed(isThere: boolean): readonly Input[] {
    this.#awaitsPane = false;
    const kept = this.#kept.splice(0);
    if (!isThere) return [];
    this.#isBlind = false;
    return kept;
  }

  /** The person sees what keys are for. */
  pictured(): void {
    this.#isBlind = false;
  }
}
