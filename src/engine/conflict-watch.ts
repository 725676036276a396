/**
 * Tells a person when the agent that was given a conflict is done with it, so that they
 * look at what it made and take it. What it made is read where it stands, and not from
 * what the agent says.
 */
import { agentState } from '../agents/agent-state.js';
import { workstreamId, type SessionId, type WaveId } from '../domain/ids.js';
import { waveOf } from '../workflow/plan-state.js';
import type { WaveLife } from '../workflow/wave.js';
import { agentOf } from './agent-of.js';
import { sessionOfConflict } from './conflict-agent.js';
import type { EngineContext } from './context.js';
import { mergeContextOf } from './merge-context.js';
import { inWords, lookAtHanded, type Handed } from './merge/standoff.js';
import { factsOf } from './plan-facts.js';
import { isRunning } from './stopping.js';

export class ConflictWatch {
  readonly #context: EngineContext;
  /** Those that are about to be looked at. */
  readonly #due = new Set<WaveId>();

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** A session shows something or has ended. Most are no concern of this. */
  async stirred(session: SessionId): Promise<void> {
    const { plan, parked } = this.#context.plan.state;
    const wave = plan.waves.find(({ id }) => sessionOfConflict(id) === session);
    // All of them end when the plan goes down.
    if (wave && !parked) await this.#look(wave.id);
  }

  /** Whatever has become of them while nobody looked. */
  async lookAtAll(): Promise<void> {
    for (const { id } of this.#context.plan.state.plan.waves) await this.#look(id);
  }

  /** A choice that is under way may give it to another agent, or end it: that comes first. */
  async #look(wave: WaveId): Promise<void> {
    if (this.#due.has(wave)) return;
    this.#due.add(wave);
    await this.#context.merging.run(async () => {
      this.#due.delete(wave);
      await tell(this.#context, wave);
    });
  }
}

async function tell(context: EngineContext, wave: WaveId): Promise<void> {
  const open = openConflictOf(context, wave);
  if (!open || !mayBeDone(context, wave, open)) return;
  const handed = await lookAtHanded(mergeContextOf(context), wave);
  const why = handed && wordsFor(handed, isRunning(context, sessionOfConflict(wave)));
  if (why === undefined || why === open.why) return;
  const { conflicts, gates, choices } = open;
  const { plan } = context;
  await plan.record({ type: 'mergeBlocked', wave, why, conflicts, gates, choices });
}

/** Undefined while there is nothing to tell. */
function wordsFor({ folder, left }: Handed, isAtWork: boolean): string | undefined {
  if (left === undefined)
    return `its agent has resolved it in ${folder}: look at it, then choose "take"`;
  return isAtWork ? undefined : inWords(`its agent ended, and ${left}`, folder);
}

/** Its agent has ended, or is quiet and does not show that it is busy. */
function mayBeDone(context: EngineContext, wave: WaveId, open: Blocked): boolean {
  const session = sessionOfConflict(wave);
  if (!isRunning(context, session)) return true;
  const shown = context.screens.text(session);
  if (!shown?.quiet) return false;
  const theirs = workstreamId(open.conflicts[0]?.theirs ?? '');
  const name = factsOf(context.plan.state, theirs)?.workstream.agent;
  const agent = agentOf(context, { command: undefined, agent: name });
  return !agent.ok || agentState(agent.value.spec, shown).doing !== 'busy';
}

type Blocked = Extract<WaveLife, { readonly phase: 'blocked' }>;

/** Of a wave whose conflict stands in a worktree. */
function openConflictOf({ plan }: EngineContext, wave: WaveId): Blocked | undefined {
  const life = waveOf(plan.state, wave)?.life;
  if (life?.phase !== 'blocked') return undefined;
  return life.choices.some(({ name }) => name === 'take') ? life : undefined;
}
