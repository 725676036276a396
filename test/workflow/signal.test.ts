/** What git and its own words say against a signal. */
import { describe, expect, it } from 'vitest';
import { workstreamId } from '../../src/domain/ids.js';
import type { Signal } from '../../src/domain/report.js';
import type { WorkContext } from '../../src/domain/work-context.js';
import { workOf } from '../../src/workflow/plan-state.js';
import { doubtsAbout, ownerOf } from '../../src/workflow/signal.js';
import { picture, plan, play, ws } from './a-plan.js';

function signal(more: Partial<Signal>): Signal {
  return {
    file: 'a.signal',
    workstream: 'A',
    status: 'complete',
    validationPassed: undefined,
    notes: '',
    filesCreated: [],
    filesModified: [],
    ...more,
  };
}

describe('a signal', () => {
  it.each([
    ['without claims', {}, ['a.ts'], [], []],
    ['that claims what was changed', { filesModified: ['a.ts'] }, ['a.ts'], [], []],
    [
      'that claims it by its whole path, or by its folder',
      { filesCreated: ['/tree/a.ts', './src/'] },
      ['a.ts', 'src/b.ts'],
      [],
      [],
    ],
    [
      'that claims a file of a new folder that is not committed',
      { status: 'in_progress', filesCreated: ['src/new/c.ts'] },
      [],
      ['src/new/'],
      [],
    ],
    [
      'that claims what was not changed',
      { filesModified: ['a.ts', 'b.ts', 'c.ts', 'd.ts', 'e.ts'] },
      ['e.ts'],
      [],
      ['it claims a.ts, b.ts, c.ts and 1 more, which git says is unchanged'],
    ],
    [
      'that claims less than was changed',
      { filesModified: ['a.ts'] },
      ['a.ts', 'b.ts', 'progress.md', '.claude/handoff/a.signal'],
      [],
      ['it does not name b.ts, which it changed'],
    ],
    ['that says complete too early', {}, [], ['a.ts'], ['it left a.ts uncommitted']],
    [
      'whose validation failed',
      { validationPassed: false },
      [],
      [],
      ['it says complete, but that its validation failed'],
    ],
    [
      'whose status is no word for it',
      { status: 'banana' },
      [],
      [],
      ['its status says neither that it is complete nor that it is blocked'],
    ],
    [
      'that says so in another word',
      { status: 'Completed' },
      [],
      ['a.ts'],
      ['it left a.ts uncommitted'],
    ],
    ['that says that it is under way', { status: 'in_progress' }, [], [], []],
  ])('%s', (_what, more, committed, uncommitted, doubts) => {
    expect(doubtsAbout(signal(more), { committed, uncommitted }, '/tree')).toEqual(
      doubts,
    );
  });

  const one = plan([ws('A')]);

  it.each([
    ['before its time is none to doubt', ['A runs', 'A completes'], []],
    [
      'after a crash comes too late',
      ['A runs', 'A exits 1', 'A completes'],
      ['it came after its agent had failed: its agent exited with 1'],
    ],
    [
      'after a stop comes too late',
      ['A runs', 'A stopped', 'A completes'],
      ['it came after the stop'],
    ],
    [
      'takes nothing back',
      ['A runs', 'A completes', 'A invalid'],
      ['it was complete and is not any more: it says "complete"'],
    ],
    [
      'is doubted later, too',
      ['A runs', 'A completes', 'A doubted'],
      ['git knows better'],
    ],
    [
      'is forgotten with its doubts',
      ['A runs', 'A stopped', 'A completes', 'A restarted'],
      [],
    ],
  ])('%s', (_what, events, doubts) => {
    const { state, effects } = play(one, events);
    expect(workOf(state, workstreamId('A'))?.doubts).toEqual(doubts);
    const told = effects.flatMap((one) => (one.type === 'notify' ? [one.text] : []));
    for (const doubt of doubts) expect(told.join()).toContain(doubt);
  });

  it('is told once', () => {
    const { effects } = play(one, [
      'A runs',
      'A doubted',
      'A completes',
      'A doubted',
      'A doubted',
    ]);
    expect(effects.filter(({ type }) => type === 'notify')).toHaveLength(1);
  });
});

describe('a context', () => {
  const workstreams = [ws('frontend-impl'), ws('TD1', { name: 'Error handling' })];

  it.each([
    ['of its task', { task: 'frontend_impl', file: 'td1.json' }, 'frontend-impl'],
    ['of its workflow', { workflow: 'error-handling' }, 'TD1'],
    ['of its file', { task: 'whatever', file: '.claude/context/td-1.json' }, 'TD1'],
    ['of nobody', { task: 'other', file: 'parent.json' }, undefined],
  ])('is told by the workstream %s', (_how, names, owner) => {
    const context: WorkContext = {
      file: '',
      task: '',
      workflow: '',
      summary: '',
      filesModified: [],
      decisions: [],
      pendingActions: [],
      errors: [],
      expects: [],
      provides: [],
      writtenAt: 0,
      ...names,
    };
    expect(ownerOf(context, workstreams)).toBe(owner);
  });
});

it.each([
  [
    'W3 counts though it is read before the start',
    ['A completes-again 500', 'A runs'],
    'done',
  ],
  [
    'W3 not one of the run before , older than the start',
    ['A runs', 'A exits 1', 'A restarted', 'A completes-again 500', 'A runs'],
    'working',
  ],
])('a signal %s', (_rule, events, state) => {
  const one = plan([ws('A', { approval: 'none' })]);
  expect(picture(play(one, events).state)).toBe(`A:${state}`);
});
