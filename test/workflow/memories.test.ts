/** What was learned in a plan. Every event happens a second after the one before. */
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import type { WorkContext } from '../../src/domain/work-context.js';
import { approvalsOf } from '../../src/workflow/approvals.js';
import type { PlanEvent } from '../../src/workflow/event.js';
import { MAX_OF_WORKSTREAM } from '../../src/workflow/memories.js';
import type { PlanState } from '../../src/workflow/plan-state.js';
import { step } from '../../src/workflow/step.js';
import { fact } from './a-fact.js';
import { plan, play, ws } from './a-plan.js';

const A = workstreamId('A');
const one = plan([ws('A')]);

function after(state: PlanState, ...events: readonly (string | Said)[]): PlanState {
  return events.reduce<PlanState>((before, event) => {
    const said = typeof event === 'string' ? fact(event) : event;
    return step(before, { at: 99, ...said })[0];
  }, state);
}

type Said = PlanEvent extends infer Event
  ? Event extends PlanEvent
    ? Omit<Event, 'at'>
    : never
  : never;

function tells(more: Partial<WorkContext>): Said {
  const context: WorkContext = {
    file: '.claude/context/a.json',
    task: 'A',
    workflow: '',
    summary: '',
    filesModified: [],
    decisions: [],
    pendingActions: [],
    errors: [],
    expects: [],
    provides: [],
    writtenAt: 1,
    ...more,
  };
  return { type: 'contextTold', workstream: A, context };
}

function reports(blockers: readonly string[], lessons: readonly string[] = []): Said {
  const progress = { percent: 1, lastLine: '', blockers, lessons };
  return { type: 'progressed', workstream: A, progress };
}

const found = ({ memories }: PlanState) =>
  memories.map(({ id, kind, text, file, review }) =>
    [id, kind, text, file, review?.verdict]
      .filter((part) => part !== undefined)
      .join(' | '),
  );

describe('what was learned', () => {
  const told = tells({ decisions: ['Zod', '...'], lessons: ['Ask first'] });
  const running = play(one, ['A runs']).state;

  it('is found when the workstream ends, with blockers that were got past', () => {
    const before = after(running, told, reports(['no key']), reports([], ['Ask  First']));
    expect(found(before)).toEqual([]);
    expect(approvalsOf(before)).toEqual([]);
    const ended = after(before, 'A completes');
    expect(found(ended)).toEqual([
      'm1 | lesson | Ask first | .claude/context/a.json',
      'm2 | decision | Zod | .claude/context/a.json',
      'm3 | blocker | no key | progress.md',
    ]);
    expect(approvalsOf(ended)).toEqual([
      { id: 'memory:A', kind: 'memory', subject: 'A', since: 99_000 / 1000 },
    ]);
  });

  it.each([['A exits 1'], ['A stopped']])('is found also by "%s"', (end) => {
    expect(found(after(running, told, end))).toHaveLength(2);
  });

  it('may be told after the end, and is asked once', () => {
    const ended = after(running, 'A completes', told);
    expect(found(ended)).toHaveLength(2);
    expect(found(after(ended, told, 'A exits 0', reports(['no key'])))).toHaveLength(3);
  });

  it('is told to a person when it is found, and not again', () => {
    const at = 99;
    const [ended, effects] = step(after(running, told), { at, ...fact('A completes') });
    expect(effects).toContainEqual({
      type: 'notify',
      level: 'info',
      text: 'A learned 2 things worth keeping or not: `wtmux memory`',
    });
    expect(step(ended, { at, ...told })[1]).toEqual([]);
  });

  it('is judged once, and not asked again under another plan', () => {
    const judged = after(
      running,
      told,
      'A completes',
      { type: 'memoryReviewed', memory: 'm1', verdict: 'accepted', by: 'ada' },
      { type: 'memoryReviewed', memory: 'm2', verdict: 'rejected', by: 'ada' },
      { type: 'memoryReviewed', memory: 'm2', verdict: 'accepted', by: 'bob' },
    );
    const all = [
      'm1 | lesson | Ask first | .claude/context/a.json | accepted',
      'm2 | decision | Zod | .claude/context/a.json | rejected',
    ];
    expect(found(judged)).toEqual(all);
    expect(approvalsOf(judged)).toEqual([]);
    const next = after(judged, { type: 'planTaken', plan: plan([ws('A')]), made: [] });
    expect(found(after(next, 'A runs', told, 'A completes'))).toEqual(all);
  });

  it('is bounded', () => {
    const lessons = Array.from({ length: 400 }, (_, at) => `lesson ${at}`);
    const ended = after(
      running,
      tells({ lessons }),
      'A completes',
      tells({ decisions: ['x'] }),
    );
    expect(found(ended)).toHaveLength(MAX_OF_WORKSTREAM);
  });
});
