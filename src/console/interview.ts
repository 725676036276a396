/**
 * Gathers what the terminal answers until it has said all, or its time is over; and its colours
 * again, when it says that they are others.
 */
import {
  COLOUR_QUESTIONS,
  NO_ANSWERS,
  withAnswer,
  type Answer,
  type Answers,
} from './answers.js';

/** A terminal behind a slow link has answered by then; nothing is painted later for it. */
const PATIENCE_MS = 1000;

export type Recoloured = {
  /** Asks the terminal. */
  readonly ask: (questions: string) => void;
  /** Its colours are known anew. */
  readonly tell: () => void;
};

export class Interview implements Disposable {
  readonly #learned: (answers: Answers) => void;
  readonly #recoloured: Recoloured;
  readonly #timer: NodeJS.Timeout;
  #answers = NO_ANSWERS;
  #over = false;

  /** `learned` is called once, never at once. */
  constructor(learned: (answers: Answers) => void, recoloured: Recoloured) {
    this.#learned = learned;
    this.#recoloured = recoloured;
    this.#timer = setTimeout(() => this.#finish(), PATIENCE_MS);
  }

  /** What has been told so far. */
  get answers(): Answers {
    return this.#answers;
  }

  take(answer: Answer): void {
    this.#answers = withAnswer(this.#answers, answer);
    if (answer.type === 'attributes') this.#finish();
    if (answer.type === 'theme') this.#recoloured.ask(COLOUR_QUESTIONS);
    // Asked for last.
    const isBackground = answer.type === 'colour' && answer.of === 'background';
    if (this.#over && isBackground) this.#recoloured.tell();
  }

  [Symbol.dispose](): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  #finish(): void {
    if (this.#over) return;
    this[Symbol.dispose]();
    this.#learned(this.#answers);
  }
}
