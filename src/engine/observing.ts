/**
 * Looks at what sessions show, hears what their hooks tell, and records what it means:
 * busy, waiting, idle, a plan that asks for approval. Which of both counts is decided in
 * `agents/ladder.ts`. Event-driven: a quiet screen costs nothing.
 */
import { agentState, isLimited, type AgentState } from '../agents/agent-state.js';
import { standing, stateOf, type Said } from '../agents/ladder.js';
import { planMenu, questionOn } from '../agents/menu-question.js';
import { askedAside, questionIn, type Question } from '../agents/question.js';
import { tellsOfWork, toldBy, type Told } from '../agents/told-by.js';
import type { HookMessage } from '../domain/hook.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { AgentSpec } from '../formats/agent-file.js';
import type { AgentHooks } from '../formats/agent-hooks.js';
import type { HookEvent } from '../formats/hook-event.js';
import { happenedBefore } from '../protocol/hook.js';
import { agentOf } from './agent-of.js';
import { revisionOf } from './answer-once.js';
import { planOf } from './asked.js';
import type { EngineContext } from './context.js';
import { approveIfEdited } from './edited-plan.js';
import { keepPlan } from './kept-plans.js';
import { permit } from './hooks/permitting.js';
import type { Held } from './hooks/questions.js';
import { withText } from './hooks/said-before.js';
import { factsOf, type WorkstreamFacts } from './plan-facts.js';
import type { ScreenText } from './screens.js';

type Asker = {
  readonly id: WorkstreamId;
  readonly session: SessionId;
  readonly spec: AgentSpec;
  /** Another plan would come by its hook, not by its screen alone. */
  readonly asksByHook: boolean;
};

type Heard = {
  readonly message: HookMessage;
  readonly event: HookEvent;
  /** Whether its hook waits for an answer. */
  readonly waits: boolean;
};

/** What was said of a session last. */
export type Sight = Said & {
  readonly session: SessionId | undefined;
  /** What a hook told until title or screen spoke against it for too long. */
  readonly overruled: Told | undefined;
  /** The event that was taken last; an older one that comes later says nothing. */
  readonly lastEvent: string;
};

export class Observing implements Disposable {
  readonly #context: EngineContext;
  readonly #sights = new Map<WorkstreamId, Sight>();
  readonly #timers = new Map<WorkstreamId, NodeJS.Timeout>();

  constructor(context: EngineContext) {
    this.#context = context;
    context.questions.whenRecorded((id) => this.#goesOn(id));
  }

  /** What a workstream's session shows. */
  async look(id: WorkstreamId, text: ScreenText): Promise<void> {
    const facts = factsOf(this.#context.plan.state, id);
    if (!facts) return;
    const agent = agentOf(this.#context, facts.workstream);
    if (!agent.ok) return;
    const { spec } = agent.value;
    const state = agentState(spec, text);
    if (state.doing === 'busy') this.#context.atWork.seen(id);
    const sight = this.#sightOf(id, facts);
    const same = sight.read?.state.doing === state.doing;
    const since = same && sight.read ? sight.read.since : this.#context.now();
    this.#sights.set(id, { ...sight, read: { state, since } });
    if (isLimited(spec, text)) this.#context.limited.add(id);
    else this.#context.limited.delete(id);
    this.#stopWaiting(id);
    if (state.doing === 'waiting') this.#context.questions.seen(id);
    this.#context.menus.show(id, questionOn(spec, text.lines));
    const { session } = facts;
    const asksByHook = spec.hooks?.answers.some(({ waits }) => waits) ?? false;
    if (state.doing === 'waiting' && session && spec.plan) {
      const asker = { id, session, spec, asksByHook };
      if (await this.#lookForPlan(asker, text)) return;
    }
    if (state.doing === 'busy') await this.#answeredInPane(id);
    await this.#settle(id);
  }

  /** Whether an event of its agent's hook is of what it does. */
  isOfWork(id: WorkstreamId, event: HookEvent): boolean {
    const facts = factsOf(this.#context.plan.state, id);
    const agent = facts && agentOf(this.#context, facts.workstream);
    return tellsOfWork(agent?.ok ? agent.value.spec.hooks : undefined, event);
  }

  /**
   * What the hook of its agent tells, and asks. What comes after later news tells nothing
   * any more, but asks as long as its hook waits.
   */
  async hear(id: WorkstreamId, heard: Heard): Promise<Held | undefined> {
    const facts = factsOf(this.#context.plan.state, id);
    if (!facts) return undefined;
    const agent = agentOf(this.#context, facts.workstream);
    if (!agent.ok) return undefined;
    const { hooks } = agent.value.spec;
    const { message, waits } = heard;
    const sight = this.#sightOf(id, facts);
    const isOld = happenedBefore(message.id, sight.lastEvent);
    if (isOld && !waits) return undefined;
    if (!isOld) this.#heard(id, heard, { hooks, sight });
    const held = hooks && (await this.#asked(id, questionIn(hooks, message)));
    await this.#settle(id);
    return held;
  }

  #heard(
    id: WorkstreamId,
    { message, event }: Heard,
    { hooks, sight }: { readonly hooks: AgentHooks | undefined; readonly sight: Sight },
  ): void {
    const news = toldBy(hooks, { event, at: message.at });
    if (news?.doing === 'busy') this.#context.atWork.seen(id);
    const told = news ?? sight.told;
    const overruled = news ? undefined : sight.overruled;
    this.#sights.set(id, { ...sight, told, overruled, lastEvent: message.id });
    this.#context.questions.heard(id, event);
    this.#context.menus.heard(id, event);
  }

  async #asked(id: WorkstreamId, told: Question | undefined): Promise<Held | undefined> {
    if (!told) return undefined;
    const { questions, menus, plan } = this.#context;
    const question = await withText(this.#context, told);
    if (!question.rule.waits) menus.told(id, question);
    if (question.rule.yes === undefined) return undefined;
    const held = questions.ask(id, question);
    if (question.kind === 'plan') await keepPlan(this.#context, id, question.text);
    if (question.kind === 'plan')
      await plan.record({
        type: 'planWritten',
        workstream: id,
        revision: revisionOf(question.text),
      });
    // Its hook is to wait before it can be answered.
    if (question.kind === 'plan') this.#approveSoon(id);
    else
      permit(this.#context, id, question).catch((error: unknown) =>
        this.#context.log(`${id}: ${String(error)}`),
      );
    return held;
  }

  /** What was said of a workstream's session last; undefined when nothing was. */
  sight(id: WorkstreamId): Sight | undefined {
    return this.#sights.get(id);
  }

  [Symbol.dispose](): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #sightOf(id: WorkstreamId, { session, seen }: WorkstreamFacts): Sight {
    const sight = this.#sights.get(id);
    if (sight && sight.session === session) return sight;
    const { doing, detail, source } = seen ?? {};
    const evidence = 'told before the engine started';
    const at = this.#context.now();
    const told =
      doing !== undefined && doing !== 'starting' && source === 'hook'
        ? { doing, detail: detail ?? '', evidence, at, background: false }
        : undefined;
    return { session, told, overruled: undefined, read: undefined, lastEvent: '' };
  }

  /**
   * It has taken an answer: what it told of its question is over, and what it told since
   * came before the answer was recorded.
   */
  #goesOn(id: WorkstreamId): void {
    const sight = this.#sights.get(id);
    if (!sight) return;
    const { told } = sight;
    const { questions, menus } = this.#context;
    const asks = questions.first(id) ?? menus.first(id);
    const over = told?.doing === 'waiting' && !asks;
    const at = this.#context.now();
    const evidence = 'it took an answer on its hook';
    const goesOn = {
      doing: 'busy',
      detail: '',
      background: false,
      evidence,
      at,
    } as const;
    if (over) this.#sights.set(id, { ...sight, told: goesOn });
    this.#settleSoon(id);
  }

  #approveSoon(id: WorkstreamId): void {
    approveIfEdited(this.#context, id).catch((error: unknown) =>
      this.#context.log(String(error)),
    );
  }

  #settleSoon(id: WorkstreamId): void {
    this.#settle(id).catch((error: unknown) => this.#context.log(String(error)));
  }

  /** Records what counts now, and again when time makes a difference. */
  async #settle(id: WorkstreamId): Promise<void> {
    const { now, questions } = this.#context;
    this.#stopWaiting(id);
    const sight = this.#sights.get(id);
    if (!sight) return;
    const aside = askedAside(questions.first(id));
    const read = aside || questions.isUnseen(id) ? undefined : sight.read;
    const { state, told, againAt } = standing({ told: sight.told, read }, now());
    const overruled = told ? undefined : (sight.told ?? sight.overruled);
    this.#sights.set(id, { ...sight, told, overruled });
    // One of several was answered, maybe: what its screen asks still waits at its hook.
    const stillAsks = read?.state.doing === 'waiting';
    if (sight.told && !told && !stillAsks) questions.closeAll(id);
    if (againAt !== undefined) {
      const again = () => this.#settleSoon(id);
      this.#timers.set(id, setTimeout(again, Math.max(0, againAt - now())));
    }
    const counts = aside ? stateOf(aside) : state;
    if (counts) await this.#record(id, counts);
  }

  /** Whether the screen asks about a plan. */
  async #lookForPlan(
    { id, session, spec, asksByHook }: Asker,
    text: ScreenText,
  ): Promise<boolean> {
    if (!planMenu(spec, text.lines)) return false;
    const { plan, screens, questions } = this.#context;
    // What stands there is its dialog, whatever it quotes.
    if ((questions.first(id)?.kind ?? 'plan') !== 'plan') return false;
    // Answered by its hook a moment ago: its dialog is about to go.
    if (asksByHook && this.#context.answering.has(id)) return true;
    const shown = screens.text(session);
    const revision = revisionOf((await planOf(this.#context, id)).text);
    // Answered meanwhile, maybe: what the screen shows since is looked at for itself.
    if (screens.text(session) !== shown) return true;
    if (factsOf(plan.state, id)?.review === revision) return true;
    await plan.record({ type: 'planWritten', workstream: id, revision });
    await approveIfEdited(this.#context, id);
    return true;
  }

  /** A person may answer in the pane itself; the agent's going to work tells. */
  async #answeredInPane(id: WorkstreamId): Promise<void> {
    const { plan, questions, answering } = this.#context;
    const revision = factsOf(plan.state, id)?.review;
    if (revision === undefined || answering.has(id) || questions.isUnseen(id)) return;
    await plan.record({
      type: 'planApproved',
      workstream: id,
      revision,
      by: 'in its pane',
    });
  }

  #stopWaiting(id: WorkstreamId): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  async #record(id: WorkstreamId, seen: AgentState): Promise<void> {
    const { doing, source } = seen;
    const named = doing === 'waiting' ? this.#context.menus.named(id) : undefined;
    const detail = named ?? seen.detail;
    const known = factsOf(this.#context.plan.state, id)?.seen;
    // Only of a program at work it is news, and only when it is something else.
    if (!known || isEqual(known, { doing, source, detail })) return;
    await this.#context.plan.record({
      type: 'agentSeen',
      workstream: id,
      doing,
      source,
      detail,
    });
  }
}

type Compared = Pick<AgentState, 'doing' | 'source' | 'detail'>;

function isEqual(one: Compared, other: Compared): boolean {
  return (
    one.doing === other.doing &&
    one.source === other.source &&
    one.detail === other.detail
  );
}
