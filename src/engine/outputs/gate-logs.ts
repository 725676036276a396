/**
 * What gates printed, for the logs of attempts. A later attempt writes over the log of an
 * earlier one, so a log is of the attempt that was judged after it was written last; and
 * each is read once, because the file that is made of it stays.
 */
import { stat } from 'node:fs/promises';
import type { Outcome, TrialOutcome } from '../../domain/outcome.js';
import type { GateReport } from '../../domain/merge.js';
import type { Timestamp } from '../../domain/time.js';
import { endOf } from '../merge/gate-fault.js';
import { absent } from './obstacle.js';

/** Of each log; what went wrong stands at its end. More in every attempt fills a disk. */
const MAX_CHARACTERS = 128 * 1024;

export class GateLogs {
  /** By the moment of a judgement and its log: what stands in a file already. */
  readonly #read = new Set<string>();
  readonly #given = new Set<string>();

  async withPrinted(outcome: Outcome): Promise<Outcome> {
    return {
      ...outcome,
      workstreams: await this.#ofAll(outcome.workstreams),
      waves: await this.#ofAll(outcome.waves),
    };
  }

  /** What was given before stands in its file. */
  written(): void {
    for (const key of this.#given) this.#read.add(key);
    this.#given.clear();
  }

  async #ofAll<Judged extends { readonly trials: readonly TrialOutcome[] }>(
    all: readonly Judged[],
  ): Promise<readonly Judged[]> {
    return Promise.all(
      all.map(async (one) => ({
        ...one,
        trials: await Promise.all(one.trials.map((trial) => this.#ofTrial(trial))),
      })),
    );
  }

  async #ofTrial(trial: TrialOutcome): Promise<TrialOutcome> {
    const printed = new Map<string, string>();
    for (const gate of trial.gates) {
      const text = await this.#of(gate, trial.at);
      if (text !== undefined) printed.set(gate.name, text);
    }
    return printed.size === 0 ? trial : { ...trial, printed };
  }

  async #of({ log }: GateReport, judged: Timestamp): Promise<string | undefined> {
    const key = `${judged} ${log}`;
    if (log === null || this.#read.has(key)) return undefined;
    const about = await stat(log).catch((error: unknown) => absent(error));
    this.#given.add(key);
    if (!about?.isFile() || Math.floor(about.mtimeMs) > judged) return undefined;
    return (await endOf(log)).slice(-MAX_CHARACTERS);
  }
}
