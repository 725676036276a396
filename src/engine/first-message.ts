/**
 * Tells an agent its first message at its prompt, where no launch can have it plan first: it
 * is brought into its plan mode there, and told once it shows that it plans. What is owed is
 * in the journal until then. How far an engine before this one came its screen says: a
 * message that stands at the prompt is sent and not typed again, one that stood there and is
 * gone was sent.
 */
import { ENTER, findMenu } from '../agents/menu.js';
import { isPromptEmpty, isTyped, typedAt } from '../agents/prompt-line.js';
import { unreachable } from '../base/assert.js';
import { plainLines } from '../base/plain-text.js';
import type { SessionId, WorkstreamId } from '../domain/ids.js';
import type { Milliseconds } from '../domain/time.js';
import type { AgentSpec, PlanMode } from '../formats/agent-file.js';
import type { Owed } from '../workflow/work.js';
import { agentOf } from './agent-of.js';
import type { EngineContext } from './context.js';
import { factsOf } from './plan-facts.js';
import type { ScreenText } from './screens.js';
import { pasteWindow, pressed, type Pressed } from './typing.js';

/** A screen of which nothing is heard is looked at again after this. */
const LOOK_AGAIN_MS: Milliseconds = 60_000;

/**
 * What changes its mode by itself, as the end of its start does, is drawn within this: Codex
 * takes its mode back some 300 ms after it shows that it is ready.
 */
const SETTLE_MS: Milliseconds = 2000;

/** Its start may hear no key yet, or take the mode back; then a person is asked. */
const MAX_TRIES = 6;

/** Its start may know no pastes yet, or never stand still; likewise. */
const MAX_REFUSALS = 3;

type Owing = {
  readonly id: WorkstreamId;
  readonly session: SessionId;
  readonly spec: Pick<AgentSpec, 'title' | 'emptyPrompt'>;
  readonly mode: PlanMode;
  readonly owed: Owed;
};

/** What was done in this run of the engine: no screen shows at once what was typed. */
type Progress = {
  /** How often it was to plan. */
  tries: number;
  /** How often it took no paste. */
  refusals: number;
  pasted: boolean;
  /** A person was asked to send it, and whatever that one sends instead is it. */
  left: boolean;
  entered: boolean;
};

const NOTHING_DONE: Progress = {
  tries: 0,
  refusals: 0,
  pasted: false,
  left: false,
  entered: false,
};

export class FirstMessages {
  readonly #context: EngineContext;
  /** Has each that waits for its screen look again. */
  readonly #under = new Map<SessionId, () => void>();

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** Resolves when it was told, or is not to be told any more, or not now. */
  async tell(id: WorkstreamId): Promise<void> {
    const session = factsOf(this.#context.plan.state, id)?.session;
    if (session === undefined) return;
    const lookAgain = this.#under.get(session);
    if (lookAgain) return lookAgain();
    this.#under.set(session, () => undefined);
    try {
      await this.#untilTold(id, session);
    } finally {
      this.#under.delete(session);
    }
  }

  async #untilTold(id: WorkstreamId, session: SessionId): Promise<void> {
    const { screens, telling, host } = this.#context;
    const progress = { ...NOTHING_DONE };
    for (;;) {
      const owing = owingOf(this.#context, id);
      if (owing?.session !== session || !host.connected) return;
      const seen = new AbortController();
      this.#under.set(session, () => seen.abort());
      const before = await this.#stage(owing);
      const changes = screens.shows(
        session,
        ({ lines }) => stageOf(owing, lines) !== before,
        LOOK_AGAIN_MS,
        seen.signal,
      );
      const acted = await telling.run(id, () => this.#step(owing, progress));
      // What was drawn between the two looks is not told again.
      if (acted || (await this.#stage(owing)) !== before) seen.abort();
      await changes;
    }
  }

  async #stage(owing: Owing): Promise<Stage> {
    const { session } = owing;
    const { host } = this.#context;
    const shown = await host.ask({ type: 'capture', session, scrollback: false });
    return shown.ok ? stageOf(owing, shown.value.lines) : 'other';
  }

  /** Whether something was done, after which it is worth looking again at once. */
  async #step(owing: Owing, progress: Progress): Promise<boolean> {
    const { id, session } = owing;
    const { plan } = this.#context;
    // Held or ended while its turn came.
    if (owingOf(this.#context, id)?.session !== session) return true;
    const stage = await this.#stage(owing);
    switch (stage) {
      case 'told':
        await plan.record({ type: 'promptTold', workstream: id, session });
        if (progress.entered) await this.#lookWhetherItPlans(owing);
        return true;
      case 'typed': {
        await this.#stood(owing);
        const standing = { ...owing, owed: { ...owing.owed, typed: true } };
        if (!(await this.#isStill(owing))) return true;
        progress.entered = (await this.#press(standing, 'typed')) === 'sent';
        return progress.entered && this.#comes(standing, ['told']);
      }
      case 'ready':
        return !progress.left && this.#paste(owing, progress);
      case 'unplanned':
      case 'stray':
        if (progress.tries <= MAX_TRIES) return this.#hasItPlan(owing, progress);
        return stage === 'stray' && this.#stood(owing);
      case 'foreign':
        return progress.left && this.#stood(owing);
      case 'other':
        return false;
      default:
        return unreachable(stage);
    }
  }

  /** From now on it was told once its prompt is empty, whoever sends it. False when that is known. */
  async #stood({ id, session, owed }: Owing): Promise<boolean> {
    if (owed.typed) return false;
    await this.#context.plan.record({ type: 'promptTyped', workstream: id, session });
    return true;
  }

  /** Once: what was pasted and is not to be seen may be there all the same. */
  async #paste(owing: Owing, progress: Progress): Promise<boolean> {
    if (!progress.pasted) {
      const type = await this.#press(owing, 'ready');
      if (type === 'restless') return this.#refused(owing, progress);
      if (type !== 'sent') return false;
      progress.pasted = true;
    }
    if (!(await this.#comes(owing, ['typed', 'stray'])))
      this.#leave(owing, progress, 'does not show its first message, which was pasted');
    return true;
  }

  async #refused(owing: Owing, progress: Progress): Promise<boolean> {
    progress.refusals += 1;
    if (progress.refusals < MAX_REFUSALS) await this.#isStill(owing);
    else this.#leave(owing, progress, 'does not let its first message be pasted');
    return true;
  }

  #leave({ id, spec, session }: Owing, progress: Progress, why: string): void {
    // Held or ended meanwhile.
    if (owingOf(this.#context, id)?.session !== session) return;
    progress.left = true;
    const text = `${id}: ${spec.title} ${why}; send it in its pane (\`wtmux prompt ${id}\` prints it)`;
    this.#context.feed.notify('warning', text, id);
  }

  async #hasItPlan(owing: Owing, progress: Progress): Promise<boolean> {
    const { id, spec, mode, session } = owing;
    if (!(await this.#isStill(owing))) return true;
    progress.tries += 1;
    if (progress.tries > MAX_TRIES) {
      const text = `${id}: ${spec.title} does not go into its plan mode; its first message is told once you have it plan in its pane`;
      this.#context.feed.notify('warning', text, id);
      return true;
    }
    const fits = (lines: readonly string[]) =>
      ['unplanned', 'stray'].includes(stageOf(owing, lines));
    const done = await pressed(this.#context.host, { session, keys: mode.key, fits });
    if (done.type === 'sent') await this.#comes(owing, ['ready', 'typed']);
    return done.type === 'sent';
  }

  async #isStill({ session }: Owing): Promise<boolean> {
    const { host, screens } = this.#context;
    const shown = await host.ask({ type: 'capture', session, scrollback: false });
    if (!shown.ok) return false;
    const before = shown.value.lines.join('\n');
    const differs = ({ lines }: ScreenText) => lines.join('\n') !== before;
    return !(await screens.shows(session, differs, SETTLE_MS));
  }

  /** It may have changed its mode just as it was told. */
  async #lookWhetherItPlans({ id, spec, mode, session }: Owing): Promise<void> {
    const { feed, host, limits, screens } = this.#context;
    const plans = ({ lines }: Pick<ScreenText, 'lines'>) =>
      mode.shown.test(lines.join('\n'));
    const drawn = screens.shows(session, plans, limits.acceptMs);
    const shown = await host.ask({ type: 'capture', session, scrollback: false });
    if ((shown.ok && plans(shown.value)) || (await drawn)) return;
    const text = `${id}: ${spec.title} was told its first message and does not show that it plans; look into its pane`;
    feed.notify('warning', text, id);
  }

  async #press(owing: Owing, on: 'ready' | 'typed'): Promise<Pressed['type']> {
    const { session, owed } = owing;
    const fits = (lines: readonly string[]) => stageOf(owing, lines) === on;
    const pasted = on === 'ready';
    const keys = pasted ? asPasted(owed.text) : ENTER;
    const { type } = await pressed(this.#context.host, { session, keys, pasted, fits });
    if (type === 'sent' && pasted) await pasteWindow();
    return type;
  }

  /** Whether its screen comes to show one of these, which is there already or is drawn yet. */
  async #comes(owing: Owing, stages: readonly Stage[]): Promise<boolean> {
    const { limits, screens } = this.#context;
    const seen = new AbortController();
    const drawn = screens.shows(
      owing.session,
      ({ lines }) => stages.includes(stageOf(owing, lines)),
      limits.acceptMs,
      seen.signal,
    );
    if (!stages.includes(await this.#stage(owing))) return drawn;
    seen.abort();
    return true;
  }
}

function owingOf(context: EngineContext, id: WorkstreamId): Owing | undefined {
  const facts = factsOf(context.plan.state, id);
  if (!facts?.owed || facts.session === undefined || facts.hold) return undefined;
  const agent = agentOf(context, facts.workstream);
  if (!agent.ok || !agent.value.spec.planMode) return undefined;
  const { spec } = agent.value;
  const { session, owed } = facts;
  return { id, session, spec, owed, mode: agent.value.spec.planMode };
}

/**
 * What its screen shows: its prompt empty while it does not plan, or while it does (`ready`, or
 * `told` when the message stood there before); the message there while it does not plan
 * (`stray`: its start may have taken the mode back), or while it does; `foreign`: something else
 * there, or the message in a form that is not known. Anything else is left to who is at it.
 */
type Stage = 'unplanned' | 'ready' | 'told' | 'stray' | 'typed' | 'foreign' | 'other';

function stageOf({ spec, mode, owed }: Owing, lines: readonly string[]): Stage {
  if (findMenu(lines)) return 'other';
  const plans = mode.shown.test(lines.join('\n'));
  if (isPromptEmpty(lines, spec.emptyPrompt)) {
    if (owed.typed) return 'told';
    return plans ? 'ready' : 'unplanned';
  }
  if (!stands(owed.text, mode, lines)) return typedAt(lines) === '' ? 'other' : 'foreign';
  return plans ? 'typed' : 'stray';
}

/** Whether that stands at the prompt, in full or folded away. */
function stands(text: string, { folded }: PlanMode, lines: readonly string[]): boolean {
  const shown = folded?.exec(lines.join('\n'));
  if (shown)
    return shown.groups?.['length'] === String(Array.from(asPasted(text)).length);
  const [first = ''] = text.split('\n');
  return typedAt(lines) === first.trim() || isTyped(text, lines);
}

/** As terminals send what is pasted. */
function asPasted(text: string): string {
  return plainLines(text).replaceAll('\n', '\r');
}
