/**
 * A `git merge-tree --stdin` that stays and merges one pair after the other: a chain, of which
 * each merge needs the commit of the one before, then takes one process.
 */
import { disposable } from '../base/disposer.js';
import { fail, ok, type Result } from '../base/result.js';
import { Serial } from '../base/serial.js';
import type { CommitId } from '../domain/ids.js';
import { Conversation } from './conversation.js';
import { MergeAnswers, type MergedTree, type Pair } from './merged-tree.js';
import type { Why } from './repository.js';
import { reason, type GitCall } from './run.js';

type Outcome = Result<MergedTree, Why>;

/**
 * Git answers only when it has 4 KB to say, which these give it: an answer has 44 bytes at
 * the least. (Versions that answer at once do not mind them.)
 */
const FILLERS = 94;

/**
 * A C library may gather more than 4 KB: after this wait it gets more, and so on, twice as
 * much after twice the time. Too short a wait only costs some fillers in a large merge.
 */
const PATIENCE_MS = 50;

export class Merger implements AsyncDisposable {
  readonly #call: Omit<GitCall, 'input'>;
  readonly #empty: (like: CommitId) => CommitId;
  readonly #turns = new Serial();
  #talk: Conversation | undefined;
  /** Who gets the next answers, in turn; undefined where nobody does. */
  #waiting: (((outcome: Outcome) => void) | undefined)[] = [];

  /** `empty` makes a commit without files, for fillers. */
  constructor(
    call: Omit<GitCall, 'input' | 'args'>,
    empty: (like: CommitId) => CommitId,
  ) {
    this.#call = { ...call, args: ['merge-tree', '--write-tree', '-z', '--stdin'] };
    this.#empty = empty;
  }

  /** Fails in git's words when it cannot merge them at all. */
  merge(pair: Pair): Promise<Outcome> {
    return this.#turns.run(() => this.#ask(pair));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#talk?.[Symbol.asyncDispose]();
  }

  async #ask([ours, theirs]: Pair): Promise<Outcome> {
    const talk = (this.#talk ??= this.#begin());
    const empty = this.#empty(ours);
    const answer = new Promise<Outcome>((resolve) => this.#waiting.push(resolve));
    talk.say(`${ours} ${theirs}\n`);
    const fill = (times: number) => this.#fill(talk, empty, FILLERS * times);
    fill(1);
    using _more = repeatedly(PATIENCE_MS, fill);
    return await answer;
  }

  #begin(): Conversation {
    const answers = new MergeAnswers();
    return new Conversation(this.#call, {
      heard: (bytes) => {
        for (const merged of answers.take(bytes)) this.#waiting.shift()?.(ok(merged));
      },
      // One pair that it cannot merge ends it.
      ended: (output) => {
        const why = reason(output);
        this.#talk = undefined;
        for (const tell of this.#waiting.splice(0)) tell?.(fail({ why }));
      },
    });
  }

  #fill(talk: Conversation, empty: CommitId, count: number): void {
    talk.say(`${empty} ${empty}\n`.repeat(count));
    for (let filler = 0; filler < count; filler++) this.#waiting.push(undefined);
  }
}

/** Until it is disposed of; the wait and what `job` is told double each time. */
function repeatedly(firstMs: number, job: (times: number) => void): Disposable {
  let times = 1;
  let timer = setTimeout(again, firstMs);
  function again(): void {
    times *= 2;
    job(times);
    timer = setTimeout(again, firstMs * times);
  }
  return disposable(() => clearTimeout(timer));
}
