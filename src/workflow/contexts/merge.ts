/**
 * Puts the contexts of workstreams together, by the rules of seed 001: files as a union,
 * decisions one after the other, what is left to do once each, errors all. What the seed
 * trusts is checked: files that two changed, and interfaces that do not fit.
 */
import { isVerifier } from '../../domain/plan.js';
import type { Concern, MergedContext } from '../../domain/work-context.js';
import type { PlanState } from '../plan-state.js';
import { isDone } from '../work.js';
import { contractConcerns, type Silent, type Told } from './contracts.js';

export function mergedContext({ plan, works }: PlanState): MergedContext {
  const records = works.flat();
  const told = plan.workstreams.flatMap(({ id }, at): readonly Told[] => {
    const context = records[at]?.context;
    return context ? [{ workstream: id, context }] : [];
  });
  const known = new Set(told.map(({ workstream }) => workstream));
  const silent = plan.workstreams.flatMap((one, at): readonly Silent[] => {
    const work = records[at];
    if (known.has(one.id) || isVerifier(one)) return [];
    return [{ id: one.id, done: work !== undefined && isDone(work) }];
  });
  // Whoever verifies the whole may mend what any of them made.
  const verifiers = new Set(plan.workstreams.filter(isVerifier).map(({ id }) => id));
  const makers = told.filter(({ workstream }) => !verifiers.has(workstream));
  const contexts = told.map(({ context }) => context);
  return {
    parts: told.map(({ workstream, context }) => ({
      workstream,
      summary: context.summary,
      files: context.filesModified.length,
      ...(context.coverage === undefined ? {} : { coverage: context.coverage }),
    })),
    missing: silent.map(({ id }) => id),
    filesModified: union(contexts.map(({ filesModified }) => filesModified)),
    decisions: contexts.flatMap(({ decisions }) => decisions),
    pendingActions: union(contexts.map(({ pendingActions }) => pendingActions)),
    errors: told.flatMap(({ workstream, context }) =>
      context.errors.map((text) => ({ workstream, text })),
    ),
    concerns: [...contractConcerns(told, silent), ...sharedFiles(makers)],
  };
}

function sharedFiles(told: readonly Told[]): readonly Concern[] {
  const changers = new Map<string, Concern['between'][number][]>();
  for (const { workstream, context } of told)
    for (const path of new Set(context.filesModified)) {
      const known = changers.get(path) ?? [];
      known.push(workstream);
      changers.set(path, known);
    }
  return [...changers]
    .filter(([, between]) => between.length > 1)
    .map(([path, between]) => ({
      subject: path,
      kind: 'file',
      between,
      provider: null,
      status: 'shared',
      text: `changed by ${between.join(' and ')}`,
    }));
}

/** Each once, where it came first; what differs in space alone is the same. */
function union(lists: readonly (readonly string[])[]): readonly string[] {
  const found = new Map<string, string>();
  for (const text of lists.flat()) {
    const key = text.trim().replaceAll(/\s+/g, ' ');
    if (!found.has(key)) found.set(key, text);
  }
  return [...found.values()];
}
