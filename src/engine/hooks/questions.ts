/**
 * What agents ask by hooks that wait for the answer. The agent shows its own dialog
 * beside: whoever answers first, a person there or wtmux here, has answered.
 */
import { answerTo, settles, type Answer, type Question } from '../../agents/question.js';
import { deferred } from '../../base/deferred.js';
import type { WorkstreamId } from '../../domain/ids.js';
import type { HookEvent } from '../../formats/hook-event.js';

/** A hook that waits. */
export type Held = {
  /** What is said to the agent; empty when it was answered otherwise. */
  readonly answer: Promise<string>;
  /** Whether the hook was there still to be told the answer. */
  readonly reached: (reached: boolean) => void;
  /** The hook has ended. */
  readonly gone: () => void;
};

type Open = {
  readonly question: Question;
  readonly say: (answer: string) => void;
  readonly reached: Promise<boolean>;
};

type Answered = { readonly question: Question; readonly settled: () => void };

export class Questions {
  /** The oldest first: the one whose dialog is shown. */
  readonly #open = new Map<WorkstreamId, readonly Open[]>();
  /** The one that was answered last, until an event tells that the agent went on. */
  readonly #answered = new Map<WorkstreamId, Answered>();

  /** Whose screens have not shown since that they wait: what they show is of before. */
  readonly #unseen = new Set<WorkstreamId>();

  readonly #changed: () => void;
  #onRecorded: (id: WorkstreamId) => void = () => undefined;

  /** `changed` is called when a question comes or goes. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** What agents ask, the plan of one left out. */
  get asking(): readonly (readonly [WorkstreamId, 'permission' | 'question'])[] {
    return [...this.#open.keys()].flatMap((id) => {
      const kind = this.first(id)?.kind;
      return kind === undefined || kind === 'plan' ? [] : [[id, kind] as const];
    });
  }

  /** Has `listener` called when an answer and its proof were recorded. */
  whenRecorded(listener: (id: WorkstreamId) => void): void {
    this.#onRecorded = listener;
  }

  recorded(id: WorkstreamId): void {
    this.#onRecorded(id);
  }

  ask(id: WorkstreamId, question: Question): Held {
    // Whoever asks again has heard the answer to the last; its dialog may look the same.
    const last = this.#answered.get(id)?.question;
    if (last?.subagent === question.subagent) this.#settled(id);
    const said = deferred<string>();
    const reached = deferred<boolean>();
    const open = { question, say: said.resolve, reached: reached.promise };
    this.#open.set(id, [...this.#of(id), open]);
    this.#unseen.add(id);
    this.#changed();
    const gone = () => {
      reached.resolve(false);
      this.#close(id, open);
    };
    return { answer: said.promise, reached: reached.resolve, gone };
  }

  /** Its screen shows that it waits. */
  seen(id: WorkstreamId): void {
    this.#unseen.delete(id);
  }

  /** Whether it asks what its screen does not show yet. */
  isUnseen(id: WorkstreamId): boolean {
    return this.#unseen.has(id);
  }

  first(id: WorkstreamId): Question | undefined {
    return this.#of(id)[0]?.question;
  }

  /**
   * Says the answer, if the question is open still: `reached` tells whether its hook was
   * there to hear it, `settled` resolves when an event tells that the agent went on.
   * Undefined when it was answered otherwise.
   */
  answer(
    id: WorkstreamId,
    question: Question,
    answer: Answer,
  ): (Pick<Open, 'reached'> & { readonly settled: Promise<void> }) | undefined {
    const open = this.#of(id).find((one) => one.question === question);
    if (!open) return undefined;
    const settled = deferred<void>();
    this.#answered.set(id, { question, settled: () => settled.resolve() });
    open.say(answerTo(question, answer));
    this.#close(id, open);
    return { reached: open.reached, settled: settled.promise };
  }

  /** A later event of the agent, which may tell that it was answered, here or in its pane. */
  heard(id: WorkstreamId, event: HookEvent): void {
    for (const open of this.#of(id))
      if (settles(open.question, event)) this.#close(id, open);
    const answered = this.#answered.get(id);
    if (!answered || !settles(answered.question, event)) return;
    this.#settled(id);
  }

  /** Nobody answers it by its hook. */
  letGo(id: WorkstreamId, question: Question): void {
    for (const open of this.#of(id))
      if (open.question === question) this.#close(id, open);
  }

  /** Its screen shows that nothing it asked is open any more. */
  closeAll(id: WorkstreamId): void {
    for (const open of this.#of(id)) this.#close(id, open);
  }

  /** Whether that waits for an answer still. */
  isOpen(id: WorkstreamId, question: Question): boolean {
    return this.#of(id).some((open) => open.question === question);
  }

  #settled(id: WorkstreamId): void {
    this.#answered.get(id)?.settled();
    this.#answered.delete(id);
  }

  #of(id: WorkstreamId): readonly Open[] {
    return this.#open.get(id) ?? [];
  }

  #close(id: WorkstreamId, closed: Open): void {
    closed.say('');
    const left = this.#of(id).filter((open) => open !== closed);
    if (left.length > 0) this.#open.set(id, left);
    else {
      this.#open.delete(id);
      this.#unseen.delete(id);
    }
    this.#changed();
  }
}
