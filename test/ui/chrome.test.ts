/** The chrome as a person sees it, without the panes' contents. */
import { describe, expect, it } from 'vitest';
import { Canvas } from '../../src/compositor/canvas.js';
import { ALL_CAPABILITIES } from '../../src/compositor/capabilities.js';
import { ChromeScreens } from '../../src/console/chrome-screens.js';
import type { ChromePart } from '../../src/console/chrome.js';
import { compose } from '../../src/console/compose.js';
import type { ConsoleEvent } from '../../src/console/event.js';
import type { ConsoleState } from '../../src/console/state.js';
import { Screens } from '../../src/console/screens.js';
import { step } from '../../src/console/step.js';
import { createStore } from '../../src/console/store.js';
import type { Clash, Foresight } from '../../src/domain/foresight.js';
import { approvalId, commitId, sessionId, workstreamId } from '../../src/domain/ids.js';
import type { Status } from '../../src/domain/status.js';
import { Emulator } from '../../src/screen/emulator.js';
import { startChrome } from '../../src/ui/chrome.js';
import {
  layouts,
  aConsole,
  aGroup,
  aMemory,
  aReport,
  aStatus,
  aWave,
  aWorkstream,
  after,
  anInbox,
} from '../helpers/console-state.js';
import { press } from '../helpers/press.js';

const WAY_ON = { name: 'find', text: 'find out whose work makes it red' } as const;

describe('the chrome', () => {
  it('shows the plan beside the panes', () => {
    expect(picture(aConsole({ columns: 80, rows: 24 }))).toMatchSnapshot();
  });

  it('gives the sidebar more to say where there is room', () => {
    expect(picture(aConsole({ columns: 120, rows: 30 }))).toMatchSnapshot();
  });

  it('folds the groups of a large plan', () => {
    const workstreams = Array.from({ length: 12 }, (_, at) =>
      aWorkstream(`w${at}`, { state: at === 2 ? 'waiting' : 'working' }),
    );
    const groups = [
      aGroup('api', ['w1', 'w2', 'w3', 'w4'], { done: 1 }),
      aGroup('ui', ['w5', 'w6', 'w7', 'w8', 'w9', 'w10']),
    ];
    const folded = after(aConsole({ columns: 80, rows: 24 }), [
      { type: 'status', status: aStatus({ workstreams, groups, waves: [] }) },
      { type: 'selected', subject: { type: 'group', id: 'ui' } },
    ]);
    expect(`${sidebar(folded)}\n\n${sidebar(press(folded, 'enter'))}`).toMatchSnapshot();
    expect(sidebar(press(folded, 'enter enter'))).toBe(sidebar(folded));
  });

  it('says which phase the plan is in, where it has phases', () => {
    const [A, B, C] = ['A', 'B', 'C'].map(workstreamId);
    if (!A || !B || !C) throw new Error('no ids');
    const order = 'parallel';
    const phases = [
      { id: 'one', name: 'tables', order, members: [A], done: 1 },
      { id: 'two', name: 'services', order, members: [B, C], done: 1 },
    ] as const;
    const [title, line = '', first = ''] = sidebar(
      after(aConsole({ columns: 80, rows: 24 }), [
        { type: 'status', status: aStatus({ phases }) },
      ]),
    ).split('\n');
    expect(title).toContain('wtmux sprint');
    expect(line).toMatch(/^ Phase 2\/2 {2}services +1\/2$/);
    expect(first).toContain('B');
  });

  it('says in words where the keyboard is and how to leave', () => {
    const bars = ['escape', '1', '1 ctrl+space', 'a', 'm', 'x', '?', 'down i'].map(
      (keys) => picture(press(aConsole(), keys)).split('\n').at(-1),
    );
    expect(`\n${bars.join('\n')}`).toMatchSnapshot();
  });

  it.each([
    ['before a landing is undone', { state: 'landed' }, 'u'],
    ['when a wave is blocked', { state: 'blocked', choices: [WAY_ON] }, 'm'],
  ] as const)('has room for all of a reason %s', (_when, change, keys) => {
    const reason = `${'it stands in a folder with a long name and '.repeat(8)}the end`;
    const wave = aWave('wave1', { ...change, blockedBy: reason });
    const size = { columns: 80, rows: 24 };
    const asked = press(
      after(aConsole(size), [
        { type: 'status', status: aStatus({ waves: [wave] }) },
        { type: 'selected', subject: { type: 'wave', id: wave.id } },
      ]),
      keys,
    );
    const told = after(
      press(asked, keys === 'u' ? 'y' : ''),
      keys === 'u' ? [{ type: 'cannotGoBack', wave: wave.id, text: reason }] : [],
    );
    expect(picture(told)).toContain('the end');
    expect(picture(told)).not.toContain(' more │');
  });

  it('offers a yes only to a merge that can be done', () => {
    const open = press(aConsole(), 'm');
    const bars = [aReport(), aReport({ blockedBy: 'A has uncommitted changes' })].map(
      (report) => picture(after(open, [{ type: 'previewed', report }])),
    );
    expect([picture(open), ...bars].map((text) => /y (yes|merge)/.test(text))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('offers in the bar what can be done: no plan, no approval and no merge', () => {
    const words = ['approve', 'merge', 'restart'];
    const offered = (change: Partial<Status>) => {
      const state = after(aConsole(), [{ type: 'status', status: aStatus(change) }]);
      const shown = picture(press(state, '1')).split('\n').at(-1) ?? '';
      return words.filter((word) => shown.includes(` ${word} `));
    };
    const plain = [aWorkstream('A'), aWorkstream('B')];
    expect(offered({})).toEqual(['approve', 'merge']);
    expect(offered({ workstreams: plain, waves: [] })).toEqual([]);
    expect(
      offered({ workstreams: [aWorkstream('A', { state: 'skipped' })], waves: [] }),
    ).toEqual(['restart']);
  });

  it('shows a plan before it is approved', () => {
    const text =
      '# Plan\n\n1. read\n2. write what is read down in a line that is far too long for a dialog of this width';
    const workstream = workstreamId('B');
    const plan = {
      workstream,
      text,
      revision: 'r',
      kind: 'plan',
      source: 'hook',
    } as const;
    const open = press(aConsole({ columns: 60, rows: 20 }), 'a');
    const read = after(open, [{ type: 'planRead', plan }]);
    expect(picture(read)).toMatchSnapshot();
  });

  it('lists what waits, with how it is answered', () => {
    const state = after(aConsole({ columns: 90, rows: 20 }), [
      { type: 'status', status: anInbox },
    ]);
    expect(picture(press(state, 'I down'))).toMatchSnapshot();
  });

  it('shows what an agent learned, all of the marked one', () => {
    const approvals = [
      { id: approvalId('memory:A'), kind: 'memory' as const, subject: 'A', since: 0 },
    ];
    const open = press(
      after(aConsole({ columns: 60, rows: 16 }), [
        { type: 'status', status: aStatus({ approvals }) },
      ]),
      'I enter',
    );
    const memories = [
      aMemory('m1', { text: 'ask first' }),
      aMemory('m2', {
        kind: 'blocker',
        text: `the sandbox has no network\n${'mock it '.repeat(8)}`,
      }),
    ];
    const read = after(open, [{ type: 'memoriesRead', memories }]);
    expect(picture(press(read, 'down'))).toMatchSnapshot();
  });

  it('lists who may take a workstream over', () => {
    const agents = [
      { name: 'codex', title: 'Codex' },
      { name: 'demo', title: 'Scripted agent' },
    ];
    const open = press(aConsole({ columns: 60, rows: 16 }), '1 ctrl+space A');
    const read = after(open, [{ type: 'agentsRead', agents }]);
    expect(picture(read)).toMatchSnapshot();
  });

  it('shows one of sidebar and panes on a narrow terminal', () => {
    const narrow = aConsole({ columns: 40, rows: 10 });
    expect(`${picture(narrow)}\n\n${picture(press(narrow, '2'))}`).toMatchSnapshot();
  });

  it('says what a terminal needs that is too small', () => {
    expect(picture(aConsole({ columns: 39, rows: 10 })).trim()).toBe(
      'terminal too small (40x10 needed)\nit has 39x10; agents go on\nCtrl+Space d detaches',
    );
  });

  it('keeps long news apart from the keys', () => {
    const told = 'a'.repeat(200);
    const news = after(press(aConsole({ columns: 80, rows: 24 }), '1'), [
      { type: 'noticed', notice: { level: 'info', text: told, at: 0 } },
    ]);
    expect(picture(news).split('\n').at(-1)).toMatch(/a…  \S/);
  });

  it('keeps panes and says so while the engine is away', () => {
    const lost = after(aConsole(), [{ type: 'engineLink', link: 'lost' }]);
    expect(picture(lost)).toContain('the engine is coming back; panes go on');
    expect(picture(lost)).toContain(' 1 A name-of-A');
  });

  it('shows foreign text without its control characters', () => {
    const evil = '\x1b[2J\x1b]0;x\x07\r\nforged line';
    const status = aStatus({
      workstreams: [aWorkstream('A', { name: evil, lastLine: evil, waitsFor: evil })],
    });
    const shown = rawPicture(after(aConsole(), [{ type: 'status', status }]));
    expect(shown).not.toContain('\x1b[2J');
    expect(shown.split('\n').some((line) => line.startsWith('forged'))).toBe(false);
  });
});

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
    const hunks = [{ ours: ['one', 'two'], theirs: ['three\u001b[2J'] }];
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
    expect(shown).toMatch(/│ one +│ three\ufffd\[2J/);
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

describe('a picture', () => {
  it('is drawn only of the part in which something changed', async () => {
    const store = aStore(aConsole());
    const drawn: ChromePart[] = [];
    using _chrome = startChrome({ store, show: (part) => drawn.push(part) });
    drawn.length = 0;
    store.dispatch({ type: 'hostLink', link: 'up' });
    const notice = { level: 'info', text: 'news', at: 0 } as const;
    store.dispatch({ type: 'noticed', notice });
    await expect.poll(() => drawn).toEqual(['bar']);
  });

  it('is drawn anew for the size that the terminal gets', async () => {
    const [small, large] = [
      press(aConsole({ columns: 70, rows: 14 }), '1'),
      { columns: 120, rows: 40 },
    ];
    const store = aStore(small);
    using chrome = new ChromeScreens({ colour: true });
    using _drawn = startChrome({
      store,
      show: (part, shown) => chrome.show(part, shown),
    });
    store.dispatch({ type: 'resized', size: large });
    const wanted = picture(store.state());
    await expect.poll(() => composed(store.state(), chrome)).toBe(wanted);
  });

  it('has joints where lines meet', () => {
    const columns = layouts.map(({ name }) => name).indexOf('columns');
    const lines = picture({ ...aConsole({ columns: 90, rows: 12 }), layout: columns });
    expect(lines).toMatchSnapshot();
  });
});

/** The whole screen while no session has shown anything. */
function picture(state: ConsoleState): string {
  using chrome = new ChromeScreens({ colour: true });
  using _drawn = startChrome({
    store: aStore(state),
    show: (part, shown) => chrome.show(part, shown),
  });
  return composed(state, chrome);
}

function composed(state: ConsoleState, chrome: ChromeScreens): string {
  const { layers } = compose({ state, screens: new Screens(), chrome });
  using terminal = new Emulator({ size: state.size, scrollback: 0 });
  terminal.write(Buffer.from(new Canvas(state.size).show(layers, ALL_CAPABILITIES)));
  return terminal.text({ scrollback: false }).join('\n');
}

/** What the parts write. */
function rawPicture(state: ConsoleState): string {
  const texts = new Map<ChromePart, string>();
  using _chrome = startChrome({
    store: aStore(state),
    show: (part, { text }) => texts.set(part, text),
  });
  return [...texts.values()].join('\n');
}

function aStore(initial: ConsoleState) {
  return createStore<ConsoleState, ConsoleEvent, unknown>({
    initial,
    step,
    perform: () => {},
  });
}

/** The lines of the sidebar, without the blank ones. */
function sidebar(state: ConsoleState): string {
  const lines = picture(state).split('\n').slice(0, -1);
  return lines
    .map((line) => line.split('│')[0]?.trimEnd())
    .filter((line) => line)
    .join('\n');
}
