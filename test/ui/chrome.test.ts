/** The chrome as a person sees it, without the panes' contents. */
import { describe, expect, it } from 'vitest';
import { approvalId, sessionId, workstreamId } from '../../src/domain/ids.js';
import type { Status } from '../../src/domain/status.js';
import {
  aConsole,
  aGroup,
  aMemory,
  aReport,
  aSession,
  aStatus,
  aWave,
  aWorkstream,
  after,
  anInbox,
  layouts,
} from '../helpers/console-state.js';
import { initialState } from '../../src/console/state.js';
import { picture, rawPicture, sidebar } from './picture.js';
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

  it.each([20, 40])('says what the selected one of %i waits for', (count) => {
    const workstreams = Array.from({ length: count }, (_, at) =>
      aWorkstream(`w${at}`, { state: 'ready', waitsFor: `w${at - 1} to be done` }),
    );
    const many = after(aConsole({ columns: 80, rows: 24 }), [
      { type: 'status', status: aStatus({ workstreams, waves: [] }) },
    ]);
    for (const keys of ['j', 'j j j j j j j j j j j j j', 'k'])
      expect(sidebar(press(many, keys))).toMatch(
        /▌\S* *\S (w\d+) +ready .*\n +↳ w\d+ to be done/,
      );
  });

  it('names panes that are out of sight', () => {
    const hidden = press(aConsole({ columns: 80, rows: 24 }), '2 ctrl+space H');
    const named = sidebar(hidden)
      .split('\n')
      .filter((line) => line.includes('hidden'));
    expect(named).toEqual([expect.stringMatching(/ 2 \S B .* hidden \d+s$/)]);
    expect(sidebar(press(hidden, 'ctrl+space S'))).not.toContain('hidden');
  });

  it('marks what a person should know of a workstream where there is no line for it', () => {
    const unread = ['.claude/handoff/w1-complete.signal: "workstream" must be a text'];
    const many = Array.from({ length: 30 }, (_, at) =>
      aWorkstream(`w${at}`, at === 1 ? { unread } : {}),
    );
    const shown = (workstreams: typeof many) =>
      sidebar(
        after(aConsole({ columns: 80, rows: 24 }), [
          { type: 'status', status: aStatus({ workstreams, waves: [] }) },
        ]),
      );
    const marked = shown(many)
      .split('\n')
      .filter((line) => line.includes(' ! '));
    expect(marked).toEqual([expect.stringMatching(/ w1  working/)]);
    expect(shown(many.slice(0, 2))).toContain('unreadable: w1-c');
    expect(shown(many.slice(0, 2))).not.toContain(' ! ');
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

  it.each([
    ['draft', false],
    ['ready', true],
    ['blocked', true],
    ['rolled_back', true],
    ['landed', false],
  ] as const)('offers to merge a wave that is %s: %s', (state, offered) => {
    const waves = [aWave('w', { state }), aWave('before', { state: 'landed' })];
    const now = after(aConsole({ columns: 120, rows: 24 }), [
      { type: 'status', status: aStatus({ waves }) },
    ]);
    const bar = picture(now).split('\n').at(-1);
    expect(bar?.includes('m merge')).toBe(offered);
  });

  it('offers in the bar of the inbox what the marked one can be answered by', () => {
    const words = ['answer', 'reject', 'override', 'gates', 'give up', 'hand over'];
    const opened = press(
      after(aConsole({ columns: 120, rows: 30 }), [{ type: 'status', status: anInbox }]),
      'I',
    );
    const offered = ['', 'down down'].map((keys) => {
      const bar = picture(press(opened, keys)).split('\n').at(-1) ?? '';
      return words.filter((word) => bar.includes(` ${word} `));
    });
    expect(offered).toEqual([
      ['answer', 'reject'],
      ['answer', 'override', 'gates'],
    ]);
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

  it('says how many lines there are above and below, where there are any', () => {
    const ids = Array.from({ length: 20 }, (_, at) => `W${at}`);
    const workstreams = ids.map((id) => aWorkstream(id));
    const top = after(aConsole({ columns: 80, rows: 12 }), [
      { type: 'status', status: aStatus({ workstreams, waves: [] }) },
    ]);
    const counts = (keys: string) =>
      sidebar(keys === '' ? top : press(top, keys))
        .split('\n')
        .at(-1);
    expect(counts('')).toBe(' ↓ 12 more');
    expect(counts('k')).toBe(' ↑ 12 more');
    expect(counts('k k k k k k k k')).toBe(' ↑ 8 more   ↓ 4 more');
  });

  it.each([
    ['approve A --edit', '3 plan of A: a change approves it'],
    ['memory edit m1', '3 memory: quitting keeps it'],
  ])('says what becomes of what is edited: %s', (words, title) => {
    const command = ['node', 'wtmux.js', ...words.split(' ')];
    const session = { ...aSession('A'), id: sessionId('edit-0123abcd'), command };
    const state = after(aConsole(), [{ type: 'session', session }]);
    expect(picture(state)).toContain(title);
  });

  it.each([
    ['failed', 'exited 0  R restarts'],
    ['done', 'exited 0 ─'],
  ] as const)(
    'offers to start an agent again whose work is %s or not',
    (state, shown) => {
      const exited = { type: 'exited', code: 0, signal: undefined, at: 0 } as const;
      const session = { ...aSession('A'), status: exited };
      const workstreams = [aWorkstream('A', { state, session: session.id })];
      const ended = after(aConsole(), [
        { type: 'session', session },
        { type: 'status', status: aStatus({ workstreams, waves: [] }) },
      ]);
      expect(picture(ended)).toContain(shown);
    },
  );

  it('shows one of sidebar and panes on a narrow terminal', () => {
    const narrow = aConsole({ columns: 40, rows: 10 });
    expect(`${picture(narrow)}\n\n${picture(press(narrow, '2'))}`).toMatchSnapshot();
  });

  it('says what a terminal needs that is too small', () => {
    expect(picture(aConsole({ columns: 39, rows: 10 })).trim()).toBe(
      'terminal too small (40x10 needed)\nit has 39x10; agents go on\nCtrl+Space d detaches',
    );
  });

  it.each([
    [15, 10, ['too small:', '40x10 needed', 'Ctrl+Space d', 'detaches']],
    [15, 2, ['too small:', '40x10 needed']],
    [15, 1, ['40x10 needed']],
    [32, 6, ['too small:', '40x10 needed', 'Ctrl+Space d', 'detaches']],
    [120, 2, ['terminal too small (40x10 needed)', 'it has 120x2; agents go on']],
  ])('says so in words that fit %ix%i', (columns, rows, lines) => {
    expect(picture(aConsole({ columns, rows })).trim().split('\n')).toEqual(lines);
  });

  it.each([
    ['a'.repeat(200), /^ PANE {2}a{49}… {3}Ctrl\+Space d detach/],
    ['A: its menu is gone; look into its pane', /pane {2}Ctrl.* Ctrl\+Space d detach/],
    ['A: approved', /^ PANE {2}A: approved {2}Ctrl\+Space then {2}\? help/],
  ])('gives news the room that they need, and leaves the way out: %s', (text, line) => {
    const news = after(press(aConsole({ columns: 80, rows: 24 }), '1'), [
      { type: 'noticed', notice: { level: 'info', text, at: 0 } },
    ]);
    expect(picture(news).split('\n').at(-1)).toMatch(line);
  });

  it('keeps panes and says so while the engine is away', () => {
    const lost = after(aConsole(), [{ type: 'engineLink', link: 'lost' }]);
    expect(picture(lost)).toContain('the engine is coming back; panes go on');
    expect(picture(lost)).toContain(' 1 A name-of-A');
  });

  it('says that it starts, and what can be started once it knows that nothing is', () => {
    const size = { columns: 100, rows: 30 };
    const starting = initialState({ ...aConsole(size), layouts });
    expect(picture(starting)).toContain('Starting…');
    const up = after(starting, [{ type: 'hostLink', link: 'up' }]);
    expect(picture(up)).toContain('Starting…');
    const status = aStatus({ workstreams: [], waves: [] });
    const known = picture(after(up, [{ type: 'status', status }]));
    expect(known).toContain('No sessions yet');
    expect(known).not.toContain('Starting…');
  });

  it('does not ask for a plan to be started while one starts', () => {
    const starting = initialState({ ...aConsole({ columns: 100, rows: 30 }), layouts });
    const workstreams = [aWorkstream('A', { state: 'starting' })];
    const shown = picture(
      after(starting, [
        { type: 'hostLink', link: 'up' },
        { type: 'status', status: aStatus({ workstreams }) },
      ]),
    );
    expect(shown).toContain('No session to show; the sidebar says why');
    expect(shown).not.toContain('wtmux up');
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
