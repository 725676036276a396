/** Turns each effect into a deed. What becomes of it comes back as an event. */
import { unreachable } from '../base/assert.js';
import type { WorkstreamId } from '../domain/ids.js';
import type { Effect } from '../workflow/effect.js';
import { approvePlan } from './answering.js';
import { Checks } from './checks.js';
import type { EngineContext } from './context.js';
import { FirstMessages } from './first-message.js';
import { interruptAgent, nudgeAgent } from './holding.js';
import { endLeftover } from './merge/gate-process.js';
import { Delivering } from './notes/delivering.js';
import { Starting } from './starting.js';
import { endSession } from './stopping.js';
import type { Watching } from './watching.js';
import type { Waves } from './waves.js';

export type EffectsParts = {
  readonly context: EngineContext;
  readonly waves: Waves;
  readonly watching: Watching;
  /** Looks at the screen of a workstream whose session was started. */
  readonly lookAt: (id: WorkstreamId) => Promise<void>;
};

export class Effects {
  readonly #context: EngineContext;
  readonly #waves: Waves;
  readonly #watching: Watching;
  readonly #lookAt: EffectsParts['lookAt'];
  readonly #checks: Checks;
  readonly #delivering: Delivering;
  readonly #starting: Starting;
  readonly #firstMessages: FirstMessages;

  constructor({ context, waves, watching, lookAt }: EffectsParts) {
    this.#context = context;
    this.#waves = waves;
    this.#watching = watching;
    this.#lookAt = lookAt;
    this.#checks = new Checks(context);
    this.#starting = new Starting(context);
    this.#firstMessages = new FirstMessages(context);
    this.#delivering = new Delivering(context);
  }

  /** Returns at once; a deed that fails is in the log and told. */
  perform(effect: Effect): void {
    this.#guard(this.#do(effect));
  }

  /** Something moved that may have landed a wave. */
  lookForLandings(): void {
    this.#guard(this.#waves.lookForLandings());
  }

  async #do(effect: Effect): Promise<void> {
    switch (effect.type) {
      case 'startSession':
        await this.#watching.watchAll();
        await this.#starting.start(effect.workstream);
        return this.#lookAt(effect.workstream);
      case 'endSession':
        return endSession(this.#context, effect.session);
      case 'checkWork':
        return this.#checks.check(effect.workstream);
      case 'tellRed':
        return this.#checks.tellRed(effect.workstream);
      case 'endGate':
        return endLeftover(effect.process);
      case 'interruptAgent':
        return interruptAgent(this.#context, effect.workstream);
      case 'nudgeAgent':
        return nudgeAgent(this.#context, effect.workstream);
      case 'tellPrompt':
        return this.#firstMessages.tell(effect.workstream);
      case 'deliverNotes':
        return this.#delivering.deliver(effect.workstream);
      case 'approvePlan':
        return this.#approve(effect);
      case 'mergeWave':
        return this.#waves.goOn(effect.wave, effect.by);
      case 'notify':
        return this.#context.feed.notify(effect.level, effect.text, effect.calls);
      default:
        return unreachable(effect);
    }
  }

  async #approve(effect: Extract<Effect, { type: 'approvePlan' }>): Promise<void> {
    const approved = await approvePlan(this.#context, effect);
    if (!approved.ok) this.#context.feed.notify('warning', approved.failure.message);
  }

  #guard(deed: Promise<void>): void {
    deed.catch((error: unknown) => {
      const text = error instanceof Error ? error.message : String(error);
      this.#context.log(text);
      this.#context.feed.notify('error', text);
    });
  }
}
