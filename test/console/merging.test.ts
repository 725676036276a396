/** The dialog of a merge, from the preview to what came of it. */
import { describe, expect, it } from 'vitest';
import { waveId } from '../../src/domain/ids.js';
import type { MergeReport } from '../../src/domain/merge.js';
import type { WaveStatus } from '../../src/domain/status.js';
import {
  aConsole,
  aReport,
  aStatus,
  aWave,
  after,
  asked,
} from '../helpers/console-state.js';
import { eventsOf, press } from '../helpers/press.js';

describe('a merge', () => {
  it('goes on to the wave that is ready when the selected one has landed', () => {
    const status = aStatus({
      waves: [
        aWave('first', { state: 'landed' }),
        aWave('second', { state: 'draft' }),
        aWave('third', { state: 'ready' }),
      ],
    });
    const selected = { type: 'wave', id: waveId('first') } as const;
    const state = after({ ...aConsole(), selected }, [{ type: 'status', status }]);
    expect(asked(state, eventsOf(state, 'm'))).toEqual([
      { type: 'preview', wave: 'third' },
    ]);
  });

  const clean = { worktree: '/x', clean: true, command: 'git merge --ff-only x' };
  it.each([
    ['is asked once', aReport(), { fastForward: false }],
    [
      'fast-forwards a clean checkout of the target',
      aReport({ checkout: clean }),
      { fastForward: true },
    ],
    [
      'is not possible when something is in the way',
      aReport({ blockedBy: 'a conflict' }),
      undefined,
    ],
    [
      'leaves a dirty checkout alone',
      aReport({ checkout: { ...clean, clean: false } }),
      { fastForward: false },
    ],
    [
      'is not possible where only the checkout of the target is clean',
      aReport({ blockedBy: 'A has uncommitted changes', checkout: clean }),
      undefined,
    ],
    ['is not possible without a member', aReport({ steps: [] }), undefined],
    [
      'is not possible when no rule decides a conflict',
      aReport({ conflicts: [{ path: 'a', kind: 'contents', ours: 'A', theirs: 'B' }] }),
      undefined,
    ],
  ] satisfies [string, MergeReport, object | undefined][])(
    '%s',
    (_rule, found, wanted) => {
      const previewed = after(press(aConsole(), 'm'), [
        { type: 'previewed', report: found },
      ]);
      const effects = asked(previewed, eventsOf(previewed, 'y'));
      expect(effects).toEqual(
        wanted ? [{ type: 'merge', wave: 'wave1', ...wanted }] : [],
      );
    },
  );

  it('takes the first wave that is ready unless one is selected', () => {
    expect(press(aConsole(), 'm').view).toMatchObject({ wave: 'wave1' });
    expect(press(aConsole(), 'up m').view).toMatchObject({ wave: 'wave2' });
  });

  it('of a wave that is blocked offers the ways on by number', () => {
    const choices = [
      { name: 'find', text: 'find out whose work makes it red' },
      { name: 'abort', text: 'leave it until it is merged again' },
    ] as const;
    const waves = [aWave('wave1', { state: 'blocked', choices })];
    const state = after(aConsole(), [{ type: 'status', status: aStatus({ waves }) }]);
    const choosing = press(state, 'm');
    expect(press(choosing, '1').view).toMatchObject({ type: 'merge', phase: 'running' });
    const effects = ['1', '2', '7'].map((key) =>
      asked(choosing, eventsOf(choosing, key)),
    );
    expect(effects).toMatchObject([
      [{ type: 'decide', wave: 'wave1', choice: 'find' }],
      [{ type: 'ask', request: { type: 'decide', choice: 'abort' } }],
      [],
    ]);
    const again = after(press(choosing, '1'), [
      { type: 'merged', report: aReport({ state: 'blocked', choices }) },
    ]);
    expect(again.view.type).toBe('choose');
  });

  it('asks no more how it goes on when that was said elsewhere', () => {
    const choices = [{ name: 'find', text: 'find out whose work makes it red' }] as const;
    const others = [{ name: 'eject', text: 'leave A out' }] as const;
    const blocked = ofWave({ state: 'blocked', choices, blockedBy: 'red' });
    const choosing = press(after(aConsole(), blocked), 'm');
    const views = [
      blocked,
      ofWave({ state: 'blocked', choices: others, blockedBy: 'by A' }),
      ofWave({ state: 'landed' }),
    ].map((event) => after(choosing, event).view.type);
    expect(views).toEqual(['choose', 'panes', 'panes']);
  });

  it('shows the gates while they run', () => {
    const running = press(
      after(press(aConsole(), 'm'), [{ type: 'previewed', report: aReport() }]),
      'y',
    );
    const gates = [
      { name: 'unit', state: 'running', ms: 0, why: null, log: '/l' },
    ] as const;
    const waves = [aWave('wave1', { state: 'gating', gates })];
    const later = after(running, [{ type: 'status', status: aStatus({ waves }) }]);
    expect(later.view).toMatchObject({ phase: 'running', now: { gates } });
  });

  it('that cannot be moved back is taken out with a new commit, if that is wanted', () => {
    const waves = [aWave('wave1', { state: 'landed' })];
    const state = after(aConsole(), [
      { type: 'status', status: aStatus({ waves }) },
      { type: 'cannotGoBack', wave: waveId('wave1'), text: 'main was pushed' },
    ]);
    expect(state.view).toMatchObject({ type: 'confirm' });
    expect(asked(state, eventsOf(state, 'y'))).toMatchObject([
      { request: { type: 'rollback', wave: 'wave1', revert: true, fastForward: true } },
    ]);
  });

  it('overrides a red gate only with a reason', () => {
    const choices = [{ name: 'override', text: 'land though gate test is red' }] as const;
    const waves = [aWave('wave1', { state: 'blocked', choices })];
    const state = after(aConsole(), [{ type: 'status', status: aStatus({ waves }) }]);
    const asking = press(state, 'm 1');
    expect(asking.view).toMatchObject({ purpose: { type: 'override', wave: 'wave1' } });
    expect(press(asking, 'enter').view).toEqual(asking.view);
    const typed = press(asking, 'o k');
    expect(asked(typed, eventsOf(typed, 'enter'))).toEqual([
      { type: 'decide', wave: 'wave1', choice: 'override', reason: 'ok' },
    ]);
    expect(press(typed, 'enter').view).toMatchObject({ phase: 'running' });
  });

  it('shows what came of it, unless its dialog was closed', () => {
    const running = press(
      after(press(aConsole(), 'm'), [{ type: 'previewed', report: aReport() }]),
      'y',
    );
    const landed = aReport({ state: 'landed' });
    expect(after(running, [{ type: 'merged', report: landed }]).view).toMatchObject({
      phase: 'done',
    });
    expect(
      after(press(running, 'escape'), [{ type: 'merged', report: landed }]).view.type,
    ).toBe('panes');
  });
});

/** The news of a plan with this wave alone. */
function ofWave(change: Partial<WaveStatus>) {
  return [
    { type: 'status', status: aStatus({ waves: [aWave('wave1', change)] }) },
  ] as const;
}
