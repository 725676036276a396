/**
 * Does what a person will wait for, before somebody waits: V8 makes quick code only of what was
 * called some thousand times. It is done a little at a time, on a stage of its own, which must
 * be as the real thing is: code that was made for other objects is thrown away.
 */
import { Disposer } from './disposer.js';

/** Whoever has just started something waits for what comes first. */
const START_MS = 500;

/** Nothing that comes meanwhile waits longer than a turn; all turns take a fifth of a processor. */
const TURN_MS = 1;
const PAUSE_MS = 4;

/** Whoever types takes turns of the same processors: it is gone on with when nobody has for a while. */
const LOOK_AGAIN_MS = 250;

/** Each act has a stage of its own, so that code is not made for one stage alone. */
const LENGTH = { acts: 3, times: 1000 } as const;

export type RehearsalOptions = {
  readonly stage: Stage;
  /** Whether nobody has typed for a while. */
  readonly isCalm: () => boolean;
  readonly acts?: number;
  readonly times?: number;
};

/** Does it once, and calls `done` then. */
export type Perform = (done: () => void) => void;

/** Makes what is needed for it, which is `own`. */
export type Stage = (own: Disposer) => Promise<Perform>;

/** Ends by itself, or when it is disposed. It never fails: without it things are slower, no more. */
export function rehearse({
  stage,
  isCalm,
  acts = LENGTH.acts,
  times = LENGTH.times,
}: RehearsalOptions): Disposable {
  const owned = new Disposer();
  const play = async (left: number): Promise<void> => {
    if (left === 0) return;
    const own = owned.add(new Disposer());
    const over = () => {
      own[Symbol.dispose]();
      void play(left - 1).catch(() => {});
    };
    try {
      const perform = await stage(own);
      const after = left === acts ? START_MS : PAUSE_MS;
      own.add(new Act({ after, times, isCalm, perform, over }));
    } catch {
      own[Symbol.dispose]();
    }
  };
  void play(acts);
  return owned;
}

/** What is typed in rehearsals: a letter of one byte, or of two. */
export function rehearsedLetter(index: number): string {
  const [first, count] = index % 3 === 0 ? [0x100, 0x80] : [0x61, 26];
  return String.fromCodePoint(first + (index % count));
}

type ActOptions = {
  /** Milliseconds until it begins. */
  readonly after: number;
  readonly times: number;
  readonly isCalm: () => boolean;
  readonly perform: Perform;
  readonly over: () => void;
};

class Act implements Disposable {
  readonly #options: ActOptions;
  readonly #done = () => this.#went();
  #left: number;
  #until = 0;
  #timer: NodeJS.Timeout | undefined;
  #next: NodeJS.Immediate | undefined;
  #isOver = false;

  constructor(options: ActOptions) {
    this.#options = options;
    this.#left = options.times;
    this.#begin(options.after);
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    clearImmediate(this.#next);
  }

  #begin(ms: number): void {
    this.#timer = setTimeout(() => {
      if (!this.#options.isCalm()) return this.#begin(LOOK_AGAIN_MS);
      this.#until = performance.now() + TURN_MS;
      this.#options.perform(this.#done);
    }, ms);
  }

  #went(): void {
    if (this.#isOver) return;
    this.#left -= 1;
    if (this.#left === 0) this.#options.over();
    else if (performance.now() < this.#until)
      this.#next = setImmediate(() => this.#options.perform(this.#done));
    else this.#begin(PAUSE_MS);
  }
}
