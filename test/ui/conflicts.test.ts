import { describe, expect, it } from 'vitest';
import { step } from '../../src/console/step.js';
import type { Clash, Foresight } from '../../src/domain/foresight.js';
import { commitId, sessionId, workstreamId } from '../../src/domain/ids.js';
import { aConsole, aStatus, aWorkstream, after } from '../helpers/console-state.js';
import { picture, sidebar } from './picture.js';
import { press } from '../helpers/press.js';

describe('conflicts', () => {
  const foresight: Foresight = {
    workstreams: ['A', 'B'].map((id) => ({
      id: workstreamId(id),
      branch: `feature/${id}`,
      commit: commitId('c'.repeat(40)),
      target: 'main',
      uncommitted: false,
    })),
    clashes: [
      {
        ours: { type: 'workstream', name: 'A' },
        theirs: { type: 'workstream', name: 'B' },
        conflicts: [
          { path: 'a.ts', kind: 'contents', rule: null, hunks: null },
          { path: 'b.ts', kind: 'contents', rule: 'union', hunks: null },
        ],
        why: null,
      },
    ],
    orders: [],
  };

  const committed = { uncommitted: false, pair: null } as const;

  it('shows the matrix of workstreams, and looks anew when something moves', () => {
    const open = press(aConsole({ columns: 60, rows: 20 }), 'C');
    const shown = after(open, [{ type: 'foreseen', foresight, ...committed }]);
    for (const line of [
      '1 A  \\ 1      ·',
      '2 B  1 \\      ·',
      '› A and B',
      '    a.ts  contents: no rule decides',
      '    b.ts  contents: decided by union',
    ])
      expect(picture(shown)).toContain(line);
    const [, effects] = step(shown, { type: 'status', status: aStatus() });
    expect(effects).toEqual([{ type: 'foresee', ...committed }]);
  });

  it('looks with uncommitted work on demand, and shows nothing older for it', () => {
    const open = press(aConsole({ columns: 60, rows: 20 }), 'C u');
    const late = after(open, [{ type: 'foreseen', foresight, ...committed }]);
    expect(picture(late)).toContain('merging every pair');
    const answer = { foresight: { ...foresight, clashes: [] }, pair: null } as const;
    const shown = after(late, [{ type: 'foreseen', ...answer, uncommitted: true }]);
    expect(picture(shown)).toMatch(
      /Conflicts, uncommitted work and all[^]*✓ No conflicts/,
    );
  });

  it('puts both sides of the marked pair beside each other, and goes back', () => {
    const other: Clash = {
      ours: { type: 'workstream', name: 'A' },
      theirs: { type: 'target', name: 'main' },
      conflicts: [{ path: 'c.ts', kind: 'contents', rule: null, hunks: null }],
      why: null,
    };
    const two = { ...foresight, clashes: [...foresight.clashes, other] };
    const open = press(aConsole({ columns: 60, rows: 24 }), 'C');
    const loaded = after(open, [{ type: 'foreseen', foresight: two, ...committed }]);
    const lines = { ours: ['one', 'two'], theirs: ['three\u001b[2J'] };
    const hunks = [{ ...lines, oursAt: 9, theirsAt: 12 }];
    const conflicts = other.conflicts.map((one) => Object.assign({}, one, { hunks }));
    const read: Clash = { ...other, conflicts };
    const compared = press(loaded, 'tab enter');
    const pair = ['A', 'main'] as const;
    const seen = after(compared, [
      {
        type: 'foreseen',
        foresight: { ...two, clashes: [read] },
        uncommitted: false,
        pair,
      },
    ]);
    const shown = picture(seen);
    expect(shown).toMatch(/│ c\.ts  contents: no rule decides/);
    expect(shown).toMatch(/│ A +│ main/);
    expect(shown).toContain('Tab next pair   Esc back');
    expect(shown).toMatch(/│  9 one +│ 12 three\ufffd\[2J *│\n.*│ 10 two/);
    const [, effects] = step(seen, { type: 'status', status: aStatus() });
    expect(effects).toEqual([{ type: 'foresee', uncommitted: false, pair }]);
    expect(picture(press(seen, 'escape'))).toContain('› A and main');
    expect(picture(press(seen, 'escape escape'))).not.toContain('Conflicts');
  });

  it('says how full a context is, before all else when it is nearly so', () => {
    const tokens = { input: 1_200_000, output: 0, cacheRead: 0, cacheWrite: 0 };
    const seen = (percent: number) => {
      const now = { tokens: percent * 2000, window: 200_000 };
      const context = { start: now, now, most: now, consumed: 0 };
      const session = { id: sessionId('s-A'), tokens, cost: 3.4 };
      const usage = { tokens, cost: 3.4, context, session };
      const status = aStatus({ workstreams: [aWorkstream('A', { usage })], waves: [] });
      const state = after(aConsole({ columns: 160, rows: 30 }), [
        { type: 'status', status },
      ]);
      expect(picture(state)).toContain(`● working 50%  ${percent}% full, 1.2M, $3.40`);
      return sidebar(state).split('\n').slice(3, 5);
    };
    expect(seen(45)).toEqual(['     half way', '     context 45%, 1.2M tokens, $3.40']);
    expect(seen(83)).toEqual(['     context 83%, 1.2M tokens, $3.40', '     half way']);
  });

  it('marks workstreams that collide', () => {
    const collisions = [{ with: workstreamId('B'), path: 'src/a.ts', paths: 1 }];
    const status = aStatus({ workstreams: [aWorkstream('A', { collisions })] });
    const seen = picture(after(aConsole(), [{ type: 'status', status }]));
    expect(seen).toContain('≠ collides with B in src/a.ts');
  });
});
