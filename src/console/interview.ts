/** Gathers what the terminal answers until it has said all, or its time is over. */
import { NO_ANSWERS, withAnswer, type Answer, type Answers } from './answers.js';

/** A terminal behind a slow link has answered by then; nothing is painted later for it. */
const PATIENCE_MS = 1000;

export class Interview implements Disposable {
  readonly #learned: (answers: Answers) => void;
  readonly #timer: NodeJS.Timeout;
  #answers = NO_ANSWERS;
  #over = false;

  /** `learned` is called once, never at once. */
  constructor(learned: (answers: Answers) => void) {
    this.#learned = learned;
    this.#timer = setTimeout(() => this.#finish(), PATIENCE_MS);
  }

  /** What has been told so far. */
  get answers(): Answers {
    return this.#answers;
  }

  take(answer: Answer): void {
    this.#answers = withAnswer(this.#answers, answer);
    if (answer.type === 'attributes') this.#finish();
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
