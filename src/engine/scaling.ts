/**
 * Reads what the machine bears while a plan says `maxSessions: auto`, and records when
 * another number of sessions follows from it. Nothing is read while none is to start.
 */
import { freemem, loadavg, totalmem, availableParallelism } from 'node:os';
import { workOf } from '../workflow/plan-state.js';
import { rescaled, type Reading } from '../workflow/scaling.js';
import type { EngineContext } from './context.js';

/** A kernel counts the load anew about this often (`LOAD_FREQ` is 5 s on Linux). */
const READ_MS = 5000;

/** As providers' errors are called: `rate_limit`, `overloaded_error`. */
const RATE_LIMITED = /rate.?limit|overloaded|usage limit/i;

export type MachineReading = Omit<Reading, 'limited'>;

type Parts = Pick<EngineContext, 'plan' | 'limited' | 'machine' | 'now' | 'log'>;

export class Scaling implements Disposable {
  readonly #context: Parts;
  #timer: NodeJS.Timeout | undefined;

  constructor(context: Parts) {
    this.#context = context;
  }

  /** Something of the plan changed. Returns at once. */
  changed(): void {
    if (this.#timer === undefined && this.#matters())
      this.#lookIn(this.#context.plan.state.scale ? READ_MS : 0);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }

  #lookIn(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#look().catch((error: unknown) => this.#context.log(String(error)));
    }, ms);
  }

  async #look(): Promise<void> {
    const { plan, machine, now } = this.#context;
    if (!this.#matters()) return;
    const reading = { ...machine(), limited: this.#limited() };
    const scale = rescaled(plan.state, reading, now());
    if (scale) await plan.record({ type: 'scaled', limit: scale.limit, why: scale.why });
    this.changed();
  }

  /** Whether the limit may keep something from starting. */
  #matters(): boolean {
    const { plan, works, parked } = this.#context.plan.state;
    if (plan.scales !== true || parked) return false;
    return works.some((chunk) => chunk.some(({ life }) => life.phase === 'queued'));
  }

  /** Those whose screen shows it, or whose hook told it. */
  #limited(): number {
    const { limited, plan } = this.#context;
    return plan.state.plan.workstreams.filter(({ id }) => {
      const life = workOf(plan.state, id)?.life;
      if (life?.phase !== 'running') return false;
      const { doing, detail } = life.seen;
      return limited.has(id) || (doing === 'error' && RATE_LIMITED.test(detail));
    }).length;
  }
}

/** Of memory only where what is free tells how much is available: Linux. */
export function readMachine(): MachineReading {
  const processors = availableParallelism();
  const load = (loadavg()[0] ?? 0) / processors;
  const memory = process.platform === 'linux' ? freemem() / totalmem() : undefined;
  return { processors, load, memory };
}
