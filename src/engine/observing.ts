/**
 * Looks at what sessions show and records what it means: busy, waiting, idle, a plan that
 * asks for approval. Event-driven: a quiet screen costs nothing.
 */
import { agentState } from '../agents/agent-state.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { PlanAnswer } from '../formats/agent-file.js';
import type { Seen } from '../workflow/work.js';
import { agentOf } from './agent-of.js';
import { planMenu, planOf, revisionOf } from './answering.js';
import type { EngineContext } from './context.js';
import { factsOf } from './plan-facts.js';
import type { ScreenText } from './screens.js';

/**
 * An agent that looks idle on its screen is believed after this long: between two steps
 * of its work it shows the same prompt for a moment. Its title, when it sets one, is
 * believed at once.
 */
const IDLE_MS = 1500;

type Asker = {
  readonly id: WorkstreamId;
  readonly session: SessionId;
  readonly answer: PlanAnswer;
};

export class Observing implements Disposable {
  readonly #context: EngineContext;
  readonly #idle = new Map<WorkstreamId, NodeJS.Timeout>();

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** What a workstream's session shows. */
  async look(id: WorkstreamId, text: ScreenText): Promise<void> {
    const facts = factsOf(this.#context.plan.state, id);
    if (!facts) return;
    const agent = agentOf(this.#context, facts.workstream);
    if (!agent.ok) return;
    const { spec } = agent.value;
    const seen = agentState(spec, text);
    this.#stopWaiting(id);
    const { session } = facts;
    if (seen.doing === 'waiting' && session && spec.plan)
      if (await this.#lookForPlan({ id, session, answer: spec.plan }, text)) return;
    if (seen.doing === 'busy') await this.#answeredInPane(id);
    if (seen.doing === 'idle' && seen.source === 'screen') this.#waitForIdle(id, seen);
    else await this.#record(id, seen);
  }

  [Symbol.dispose](): void {
    for (const timer of this.#idle.values()) clearTimeout(timer);
    this.#idle.clear();
  }

  /** Whether the screen asks about a plan. */
  async #lookForPlan({ id, session, answer }: Asker, text: ScreenText): Promise<boolean> {
    if (!planMenu(answer, text.lines)) return false;
    const { plan, screens } = this.#context;
    const shown = screens.text(session);
    const revision = revisionOf(await planOf(this.#context, id));
    // Answered meanwhile, maybe: what the screen shows since is looked at for itself.
    if (screens.text(session) !== shown) return true;
    if (factsOf(plan.state, id)?.review === revision) return true;
    await plan.record({ type: 'planWritten', workstream: id, revision });
    return true;
  }

  /** A person may answer in the pane itself; the agent's going to work tells. */
  async #answeredInPane(id: WorkstreamId): Promise<void> {
    const { plan } = this.#context;
    const revision = factsOf(plan.state, id)?.review;
    if (revision === undefined || this.#context.answering.has(id)) return;
    await plan.record({
      type: 'planApproved',
      workstream: id,
      revision,
      by: 'in its pane',
    });
  }

  #waitForIdle(id: WorkstreamId, seen: Seen): void {
    this.#idle.set(
      id,
      setTimeout(() => {
        this.#idle.delete(id);
        this.#record(id, seen).catch((error: unknown) =>
          this.#context.log(String(error)),
        );
      }, IDLE_MS),
    );
  }

  #stopWaiting(id: WorkstreamId): void {
    clearTimeout(this.#idle.get(id));
    this.#idle.delete(id);
  }

  async #record(id: WorkstreamId, seen: Seen): Promise<void> {
    const { doing, source, detail } = seen;
    const known = factsOf(this.#context.plan.state, id)?.seen;
    // Only of a program at work it is news, and only when it is something else.
    if (!known || isEqual(known, seen)) return;
    await this.#context.plan.record({
      type: 'agentSeen',
      workstream: id,
      doing,
      source,
      detail,
    });
  }
}

function isEqual(one: Seen, other: Seen): boolean {
  return (
    one.doing === other.doing &&
    one.source === other.source &&
    one.detail === other.detail
  );
}
