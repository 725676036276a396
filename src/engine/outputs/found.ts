/** What git and the trash tell of workstreams whose work has ended, asked once for each tip. */
import type { WorkstreamId } from '../../domain/ids.js';
import type { OwnWork } from '../../domain/outcome.js';
import type { Workstream } from '../../domain/plan.js';
import { ownWork } from '../../git/history.js';
import { branchTips, resolveCommit } from '../../git/refs.js';
import type { Found } from '../../workflow/report/outcome.js';
import { Decisions } from './decisions.js';
import { isInTrash } from '../cleaning-up.js';
import type { EngineContext } from '../context.js';
import { factsOf, type WorkstreamFacts } from '../plan-facts.js';
import { trashEntries } from '../trash/trash.js';

const ENDED: ReadonlySet<string> = new Set(['done', 'landed', 'rolled_back', 'failed']);

export class FoundWork {
  readonly #known = new Map<string, OwnWork>();
  readonly #decisions = new Decisions();
  /** What was found last, and of what. */
  #last: { readonly of: string; readonly found: Found } | undefined;

  /**
   * A branch that is gone is told of as it was last seen. Git is not asked again as long as
   * the same work has ended: agents at work change the plan's state every moment.
   */
  async find(context: EngineContext): Promise<Found> {
    const ended = endedIn(context);
    const of = JSON.stringify([
      ended.map(({ facts, workstream: { id } }) => [
        id,
        facts.state,
        context.git.get(id)?.ahead,
      ]),
      [...context.trashed].filter((path) => isInTrash(context, path)),
    ]);
    const decision = await this.#decisions.of(context);
    if (this.#last?.of === of) return { ...this.#last.found, decision };
    const found = {
      work: await this.#workOf(context, ended),
      cleaned: await cleanedIn(context),
      decision,
    };
    this.#last = { of, found };
    return found;
  }

  async #workOf(
    context: EngineContext,
    ended: readonly Ended[],
  ): Promise<ReadonlyMap<WorkstreamId, OwnWork>> {
    const { state } = context.plan;
    const branches = state.plan.workstreams.map(({ branch }) => branch);
    const tips =
      ended.length === 0 ? new Map() : await branchTips(context.repo, branches);
    const work = new Map<WorkstreamId, OwnWork>();
    for (const { workstream, facts } of ended) {
      const { id, branch } = workstream;
      const tip = tips.get(branch);
      const landed = facts.state === 'landed';
      const key = `${id} ${tip} ${landed}`;
      if (tip !== undefined && !this.#known.has(key)) {
        const before = needsOf(workstream, state.plan.workstreams);
        const others = before.map((one) => tips.get(one.branch));
        // Once it has landed, the base may hold all of it.
        if (!landed) others.push(await resolveCommit(context.repo, state.plan.base));
        const known = [facts.made.start, ...others].filter((one) => one !== undefined);
        const own = await ownWork(context.repo, tip, known);
        this.#known.set(key, own);
        this.#known.set(id, own);
      }
      const found = this.#known.get(key) ?? this.#known.get(id);
      if (found) work.set(id, found);
    }
    return work;
  }
}

type Ended = { readonly workstream: Workstream; readonly facts: WorkstreamFacts };

function endedIn({ plan: { state } }: EngineContext): readonly Ended[] {
  return state.plan.workstreams.flatMap((workstream) => {
    const facts = factsOf(state, workstream.id);
    return facts && ENDED.has(facts.state) ? [{ workstream, facts }] : [];
  });
}

/** All that a workstream depends on, however far away. */
function needsOf(
  workstream: Workstream,
  all: readonly Workstream[],
): readonly Workstream[] {
  const byId = new Map(all.map((one) => [one.id, one]));
  const found = new Map<WorkstreamId, Workstream>();
  const open = [...workstream.dependsOn];
  for (let next = open.pop(); next; next = open.pop()) {
    const one = byId.get(next.id);
    if (!one || found.has(one.id)) continue;
    found.set(one.id, one);
    open.push(...one.dependsOn);
  }
  return [...found.values()];
}

async function cleanedIn(context: EngineContext): Promise<Found['cleaned']> {
  const { trashed, plan } = context;
  if (trashed.size === 0) return new Map();
  const entries = await trashEntries(context);
  return new Map(
    entries
      .filter(({ workstream, path }) => {
        const made = factsOf(plan.state, workstream)?.made;
        return made?.path === path && isInTrash(context, path);
      })
      .map(({ workstream, at }) => [workstream, at]),
  );
}
