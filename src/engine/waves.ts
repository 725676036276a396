/**
 * Merges waves for the plan, one at a time: the plan's words become a `WaveRequest`, and
 * what came of it becomes an event. How a wave is merged is `merge/`'s business.
 */
import { ok, type Result } from '../base/result.js';
import type { WaveId } from '../domain/ids.js';
import type { ChoiceName, MergeReport } from '../domain/merge.js';
import type { Wave } from '../domain/plan.js';
import { waitingFor } from '../domain/waits.js';
import { branchTip, isAncestor, refsUnder } from '../git/refs.js';
import type { EngineRequest } from '../protocol/engine.js';
import type { EngineAnswers } from '../protocol/engine-answers.js';
import type { Refusal } from '../protocol/envelope.js';
import { refused, usage } from '../protocol/refusal.js';
import { chainOf, gatesOf, neededBy, type ChainMember } from '../workflow/merge-order.js';
import { byHand } from '../workflow/order-by-hand.js';
import { endConflictAgent, endConflictSessions } from './conflict-agent.js';
import type { EngineContext } from './context.js';
import { mergeContextOf } from './merge-context.js';
import { decideWave, leaveWave, mergeWave, resumeWave } from './merge/merge-wave.js';
import { previewWave } from './merge/preview.js';
import { blockedReport } from './merge/report.js';
import {
  UNDECIDED,
  type MergeContext,
  type Observe,
  type Stage,
  type WaveMember,
  type WaveRequest,
} from './merge/request.js';
import { redoWave, rollbackWave } from './merge/rollback.js';
import { landedRefs, waveRefs } from './merge/wave-refs.js';
import type { Fact } from './plan-keeper.js';
import {
  chainIn,
  choicesIn,
  factsOf,
  hindranceToMerge,
  waveStateIn,
  landedWorkstreams,
  waitingToLand,
} from './plan-facts.js';

type Wish = Omit<Asked<'merge'>, 'type'>;

type Wished = {
  readonly wave: WaveId;
  readonly choice: ChoiceName;
  readonly by: string;
  readonly reason: string;
};

type Asked<Type> = Extract<EngineRequest, { readonly type: Type }>;

/** What may be chosen for a conflict that nobody has tried to merge. */
const UNTRIED: ReadonlySet<ChoiceName> = new Set<ChoiceName>(['open', 'hand', 'eject']);

export class Waves {
  readonly #context: EngineContext;

  constructor(context: EngineContext) {
    this.#context = context;
  }

  async preview(asked: Asked<'preview'>): Promise<Result<MergeReport, Refusal>> {
    const { wave: id, order } = asked;
    const wave = this.#wave(id, order);
    if (!wave.ok) return wave;
    const request = this.#request(wave.value, { ...asked, fastForward: false });
    const { state } = this.#context.plan;
    const foreseen = await previewWave(this.#merging(), request);
    const report = { ...foreseen, waiting: waitingFor(state.plan, id) };
    const blockedBy = hindranceToMerge(state, id);
    if (blockedBy === undefined) return ok(report);
    return ok({ ...report, state: waveStateIn(state, id), blockedBy, checkout: null });
  }

  /** Waits for the merge before it. The report says whether it landed. */
  async merge(wish: Wish): Promise<Result<MergeReport, Refusal>> {
    const wave = this.#wave(wish.wave, wish.order);
    if (!wave.ok) return wave;
    return this.#context.merging.run(() => this.#begin(wave.value, wish));
  }

  /** Goes on with a blocked wave as a person chose. */
  async decide(wish: Wished): Promise<Result<MergeReport, Refusal>> {
    const wave = this.#wave(wish.wave);
    if (!wave.ok) return wave;
    return this.#context.merging.run(() => this.#decide(wave.value, wish));
  }

  /** Goes on with what a killed engine left, or merges by policy. */
  async goOn(id: WaveId, by: string): Promise<void> {
    const wave = this.#wave(id);
    if (!wave.ok) return;
    await this.#context.merging.run(async () => {
      const left = await this.#guarded(wave.value, (observe) =>
        resumeWave(this.#merging(), id, observe),
      );
      if (left) await this.#recordOutcome(left);
      else await this.#begin(wave.value, { wave: id, by, fastForward: false });
    });
  }

  /** Notices that a person has fast-forwarded a checkout that a wave was waiting for. */
  async lookForLandings(): Promise<void> {
    for (const { id, target, commit } of waitingToLand(this.#context.plan.state)) {
      const tip = await branchTip(this.#context.repo, target);
      if (tip === undefined || !(await isAncestor(this.#context.repo, commit, tip)))
        continue;
      await this.goOn(id, 'in its checkout');
    }
  }

  async rollback(
    request: Asked<'rollback'>,
  ): Promise<Result<EngineAnswers['rollback'], Refusal>> {
    const wave = this.#wave(request.wave);
    if (!wave.ok) return wave;
    const { id } = wave.value;
    return this.#context.merging.run(async () => {
      const done = await rollbackWave(this.#merging(), id, request);
      if (!done.ok) return refused(done.failure.why);
      await this.#context.plan.record({ type: 'rolledBack', wave: id });
      return ok({ wave: id, ...done.value });
    });
  }

  async redo(request: Asked<'redo'>): Promise<Result<EngineAnswers['redo'], Refusal>> {
    const wave = this.#wave(request.wave);
    if (!wave.ok) return wave;
    const { id } = wave.value;
    return this.#context.merging.run(async () => {
      const done = await redoWave(this.#merging(), id, request);
      if (!done.ok) return refused(done.failure.why);
      const { target, commit, landed } = done.value;
      await this.#context.plan.record({ type: 'landed', wave: id, commit: landed });
      return ok({ wave: id, target, commit });
    });
  }

  /** Learns of landings undone and done again by an engine that was killed over it. */
  async catchUp(): Promise<void> {
    const { plan, repo } = this.#context;
    if (plan.state.plan.waves.length === 0) return;
    const found = await refsUnder(repo, landedRefs);
    for (const { id } of plan.state.plan.waves) {
      const refs = waveRefs(id);
      const landed = found.get(refs.landed);
      const undone = found.has(refs.rolledBack);
      const state = waveStateIn(plan.state, id);
      if (state === 'landed' && undone)
        await plan.record({ type: 'rolledBack', wave: id });
      if (state === 'rolled_back' && landed && !undone)
        await plan.record({ type: 'landed', wave: id, commit: landed });
    }
  }

  async #begin(wave: Wave, wish: Wish): Promise<Result<MergeReport, Refusal>> {
    const { plan } = this.#context;
    const hindrance = hindranceToMerge(plan.state, wave.id);
    if (hindrance !== undefined) return refused(`${wave.id}: ${hindrance}`);
    const { by, order } = wish;
    const inOrder = order ? { order } : {};
    await plan.record({ type: 'mergeStarted', wave: wave.id, by, ...inOrder });
    const request = this.#request(wave, wish);
    const report = await this.#guarded(wave, (observe) =>
      mergeWave(this.#merging(), request, observe),
    );
    await this.#recordOutcome(report);
    return ok(report);
  }

  async #decide(wave: Wave, wish: Wished): Promise<Result<MergeReport, Refusal>> {
    const { plan } = this.#context;
    const { choice, by, reason } = wish;
    const offered = choicesIn(plan.state, wave.id);
    const untried =
      UNTRIED.has(choice) && hindranceToMerge(plan.state, wave.id) === undefined;
    if (!untried && !offered.some(({ name }) => name === choice)) {
      const names = offered.map(({ name }) => name).join(', ');
      return refused(
        `${wave.id} does not offer "${choice}"; it offers: ${names || 'nothing'}`,
      );
    }
    await plan.record({ type: 'decided', wave: wave.id, choice, by, reason });
    if (choice === 'eject' && offered.length === 0)
      await plan.record({ type: 'mergeStarted', wave: wave.id, by });
    const request = this.#request(wave);
    if (choice === 'abort') {
      await endConflictSessions(this.#context, wave.id);
      const kept = await leaveWave(this.#merging(), wave.id);
      const begun = kept && `; what was begun for its conflict is commit ${kept}`;
      return ok(blockedReport(request, `left as it is${begun ?? ''}`));
    }
    const decision = { name: choice, by, reason };
    const report = await this.#guarded(wave, (observe) =>
      choice === 'again'
        ? mergeWave(this.#merging(), request, observe)
        : decideWave(this.#merging(), { ...request, decision }, observe),
    );
    // What stood there still does after `again`, out of use.
    const end = choice === 'again' ? endConflictAgent : endConflictSessions;
    if (report.conflictFolder === null) await end(this.#context, wave.id);
    await this.#recordOutcome(report);
    return ok(report);
  }

  /** What goes wrong with the machine is told like any other reason not to go on. */
  async #guarded<Report>(
    wave: Wave,
    merge: (observe: Observe) => Promise<Report>,
  ): Promise<Report | MergeReport> {
    const { plan, log } = this.#context;
    try {
      return await merge((stage) => {
        const told = toldBy(wave.id, stage);
        if (!told) return;
        const begun = plan.record(told);
        // Whatever ends the journal ends the merge as well, which tells it.
        begun.catch((error: unknown) => log(String(error)));
      });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      log(`merge of ${wave.id}: ${why}`);
      return blockedReport(this.#request(wave), why);
    }
  }

  async #recordOutcome(report: MergeReport): Promise<void> {
    const { plan } = this.#context;
    const { wave, commit, conflicts, gates, leftOut, choices, steps } = report;
    const why = report.blockedBy ?? 'it could not be merged';
    if (report.state === 'landed' && commit !== null)
      return plan.record({ type: 'landed', wave, commit, leftOut, steps, gates });
    if (report.state === 'ready_to_land' && commit !== null)
      return plan.record({ type: 'readyToLand', wave, commit, why, gates });
    return plan.record({ type: 'mergeBlocked', wave, why, conflicts, gates, choices });
  }

  /** Fails for one that the plan does not have or cannot merge in that order. */
  #wave(id: WaveId, order?: readonly string[]): Result<Wave, Refusal> {
    const { plan } = this.#context.plan.state;
    const { waves } = plan;
    const wave = waves.find((wave) => wave.id === id);
    if (wave) {
      const chain = order && byHand(plan, chainOf(plan, id), order);
      return chain && !chain.ok ? usage(`${id}: ${chain.failure}`) : ok(wave);
    }
    const known = waves.map((wave) => wave.id).join(', ') || 'none';
    return usage(`there is no wave "${id}"; the plan's waves: ${known}`);
  }

  #merging(): MergeContext {
    return mergeContextOf(this.#context);
  }

  #request(
    wave: Wave,
    { fastForward, order }: Pick<Wish, 'fastForward' | 'order'> = { fastForward: false },
  ): WaveRequest {
    const { state } = this.#context.plan;
    const chain = chainIn(state, wave.id, order);
    return {
      wave: wave.id,
      target: wave.target,
      from: wave.from,
      members: chain.map((member) => this.#member(member)),
      landed: landedWorkstreams(state),
      needs: neededBy(state.plan, chain).map(({ id, branch }) => ({ id, branch })),
      rules: state.plan.rules,
      gates: gatesOf(state.plan, wave),
      scratch: state.plan.scratch,
      onRed: wave.onRed,
      fastForward,
      decisions: UNDECIDED,
    };
  }

  #member({ type, id, branch, holds, needs }: ChainMember): WaveMember {
    const [own] = holds;
    const worktree =
      type === 'workstream' && own !== undefined
        ? factsOf(this.#context.plan.state, own)?.made.path
        : undefined;
    return { type, id, branch, worktree, holds, needs };
  }
}

/** What the plan's journal is told of a merge's stage. */
function toldBy(wave: WaveId, stage: Stage): Fact | undefined {
  if (stage.type === 'merging') return undefined;
  const { gates } = stage;
  if (stage.type === 'gating') return { type: 'gatesStarted', wave, gates };
  return { type: 'isolating', wave, gates, doing: stage.doing };
}
