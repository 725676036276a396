/**
 * Raises the plan's escalations when their time is over. One timer, set to the next that
 * may be due, and none where the plan has no such rules.
 */
import { ok, type Result } from '../base/result.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import { escalationsDue, hasEscalations, isCalling } from '../workflow/escalations.js';
import { workOf } from '../workflow/plan-state.js';
import type { EngineContext } from './context.js';
import { factsOf } from './plan-facts.js';

/** Changes are gathered this long; rules speak of minutes and more. */
const GATHER_MS = 1000;

/** Conflicts are no events of the plan, so they are looked at this often at least. */
const MAX_WAIT_MS = 60_000;

type Parts = Pick<EngineContext, 'plan' | 'collisions' | 'signs' | 'now' | 'log'>;

export class Escalating implements Disposable {
  readonly #context: Parts;
  #timer: NodeJS.Timeout | undefined;
  #at = Infinity;

  constructor(context: Parts) {
    this.#context = context;
  }

  /** Something changed that rules may speak of. Returns at once. */
  changed(): void {
    if (hasEscalations(this.#context.plan.state)) this.#lookIn(GATHER_MS);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }

  #lookIn(ms: number): void {
    const at = this.#context.now() + ms;
    if (at >= this.#at) return;
    clearTimeout(this.#timer);
    this.#at = at;
    this.#timer = setTimeout(() => {
      this.#at = Infinity;
      this.#look().catch((error: unknown) => this.#context.log(String(error)));
    }, ms);
  }

  async #look(): Promise<void> {
    const { plan, signs, now } = this.#context;
    await this.#noteConflicts();
    const moment = now();
    const all = escalationsDue(plan.state, signs, moment);
    for (const { at, ...due } of all)
      if (at <= moment) await plan.record({ type: 'escalated', ...due });
    const waits = all.map(({ at }) => at - moment).filter((ms) => ms > 0);
    if (plan.state.plan.escalations.length > 0)
      this.#lookIn(Math.max(GATHER_MS, Math.min(MAX_WAIT_MS, ...waits)));
  }

  async #noteConflicts(): Promise<void> {
    const { plan, collisions } = this.#context;
    const { escalations, workstreams } = plan.state.plan;
    if (!escalations.some(({ when }) => when.type === 'conflict')) return;
    for (const { id } of workstreams) {
      const others = (collisions.get(id) ?? []).map((one) => one.with).toSorted();
      const colliding = others.length > 0;
      const work = workOf(plan.state, id);
      const isKnown = colliding === (work?.conflictSince !== undefined);
      if (isKnown && others.join(' ') === work?.conflictWith.join(' ')) continue;
      const whom = colliding ? { with: others } : {};
      await plan.record({ type: 'collided', workstream: id, colliding, ...whom });
    }
  }
}

type Seen = { readonly workstream: WorkstreamId; readonly by: string };

/** A person has seen to what a workstream asks attention for. */
export async function acknowledge(
  { plan }: EngineContext,
  { workstream, by }: Seen,
): Promise<Result<null, Refusal>> {
  if (!factsOf(plan.state, workstream))
    return usage(`there is no workstream "${workstream}"; \`wtmux status\` lists them`);
  if (!isCalling(plan.state, workstream))
    return refused(`${workstream} asks for no attention`);
  await plan.record({ type: 'acknowledged', workstream, by });
  return ok(null);
}
