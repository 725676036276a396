/**
 * Plays the person of the demonstration: approves every plan, merges every wave that is
 * ready, and stops when all has landed or something cannot go on. It knows only what any
 * client of the engine is told.
 */
import { waveId, workstreamId } from '../domain/ids.js';
import type { Approval, Status, WaveStatus } from '../domain/status.js';
import { stateWords } from '../domain/status-in-words.js';
import type { Milliseconds } from '../domain/time.js';
import type { EngineClient } from './client.js';
import { Complaint } from './complaint.js';

/**
 * A refusal mostly means that an agent's menu is not on its screen yet. Soon enough not to
 * be felt in the makespan, late enough to be cheap.
 */
const TRY_AGAIN_MS = 100;

/** Refused this often in a row, a deed will not be done: two minutes. */
const MAX_TRIES = 1200;

export class DemoDriver implements Disposable {
  readonly done: Promise<void>;
  readonly #engine: () => EngineClient;
  readonly #say: (line: string) => void;
  readonly #underWay = new Map<string, number>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #status: Status | undefined;
  #finish: () => void = () => {};
  #fail: (error: unknown) => void = () => {};

  constructor(engine: () => EngineClient, say: (line: string) => void) {
    this.#engine = engine;
    this.#say = say;
    this.done = new Promise((resolve, reject) => {
      this.#finish = resolve;
      this.#fail = reject;
    });
  }

  [Symbol.dispose](): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  /** Takes news of the plan and does what is asked for in it. */
  see(status: Status): void {
    this.#tellChanges(status);
    this.#status = status;
    const trouble = troubleIn(status);
    if (trouble !== undefined) this.#fail(new Complaint(trouble));
    else if (isLanded(status)) this.#finish();
    else this.#act(status);
  }

  #act({ approvals, waves }: Status): void {
    for (const approval of approvals)
      if (approval.kind === 'plan') this.#approve(approval);
    for (const wave of waves) if (isMergeable(wave)) this.#merge(wave);
  }

  #approve({ subject, since }: Approval): void {
    this.#once(`plan of ${subject} ${since}`, async () => {
      const workstream = workstreamId(subject);
      await this.#engine().ask({
        type: 'approve',
        workstream,
        revision: null,
        by: 'demo',
      });
    });
  }

  #merge({ id, since }: WaveStatus): void {
    this.#once(`merge of ${id} ${since}`, async () => {
      const wave = waveId(id);
      await this.#engine().ask({ type: 'merge', wave, by: 'demo', fastForward: true });
    });
  }

  /** Does `deed` unless it is done or under way; one that was refused is tried again. */
  #once(name: string, deed: () => Promise<void>): void {
    if (this.#underWay.has(name)) return;
    this.#underWay.set(name, 1);
    this.#try(name, deed);
  }

  #try(name: string, deed: () => Promise<void>): void {
    deed().catch((error: unknown) => {
      const tries = this.#underWay.get(name) ?? 0;
      if (!(error instanceof Complaint) || tries >= MAX_TRIES) return this.#fail(error);
      this.#underWay.set(name, tries + 1);
      this.#later(TRY_AGAIN_MS, () => this.#tryAgain(name));
      return undefined;
    });
  }

  /** What was refused may have become needless, so the news decide. */
  #tryAgain(name: string): void {
    const tries = this.#underWay.get(name) ?? 0;
    this.#underWay.delete(name);
    if (this.#status) this.#act(this.#status);
    if (this.#underWay.has(name)) this.#underWay.set(name, tries);
  }

  #later(ms: Milliseconds, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }

  #tellChanges(status: Status): void {
    const before = new Map(subjectsOf(this.#status));
    for (const [id, state] of subjectsOf(status))
      if (before.get(id) !== state) this.#say(`${id}: ${stateWords(state)}`);
  }
}

function subjectsOf(status: Status | undefined): readonly (readonly [string, string])[] {
  if (!status) return [];
  return [...status.workstreams, ...status.waves].map(({ id, state }) => [id, state]);
}

function isMergeable({ state }: WaveStatus): boolean {
  return state === 'ready' || state === 'ready_to_land';
}

function isLanded({ workstreams, waves }: Status): boolean {
  return [...workstreams, ...waves].every(({ state }) => state === 'landed');
}

function troubleIn({ workstreams, waves }: Status): string | undefined {
  const failed = workstreams.find(({ state }) => state === 'failed');
  if (failed) return `${failed.id} failed: ${failed.lastLine ?? failed.waitsFor ?? ''}`;
  const blocked = waves.find(({ state }) => state === 'blocked');
  return blocked && `${blocked.id} is blocked: ${blocked.blockedBy ?? ''}`;
}
