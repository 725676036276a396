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
import type { Foresight } from '../../src/domain/foresight.js';
import { commitId, workstreamId } from '../../src/domain/ids.js';
import type { Status } from '../../src/domain/status.js';
import { Emulator } from '../../src/screen/emulator.js';
import { startChrome } from '../../src/ui/chrome.js';
import {
  layouts,
  aConsole,
  aReport,
  aStatus,
  aWorkstream,
  after,
} from '../helpers/console-state.js';
import { press } from '../helpers/press.js';

describe('the chrome', () => {
  it('shows the plan beside the panes', () => {
    expect(picture(aConsole({ columns: 80, rows: 24 }))).toMatchSnapshot();
  });

  it('gives the sidebar more to say where there is room', () => {
    expect(picture(aConsole({ columns: 120, rows: 30 }))).toMatchSnapshot();
  });

  it('says in words where the keyboard is and how to leave', () => {
    const bars = ['escape', '1', '1 ctrl+space', 'a', 'm', 'x', '?', 'down i'].map(
      (keys) => picture(press(aConsole(), keys)).split('\n').at(-1),
    );
    expect(`\n${bars.join('\n')}`).toMatchSnapshot();
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
    const read = after(press(aConsole({ columns: 60, rows: 20 }), 'a'), [
      { type: 'planRead', plan: { workstream: workstreamId('B'), text, revision: 'r' } },
    ]);
    expect(picture(read)).toMatchSnapshot();
  });

  it('shows one of sidebar and panes on a narrow terminal', () => {
    const narrow = aConsole({ columns: 40, rows: 10 });
    expect(`${picture(narrow)}\n\n${picture(press(narrow, '2'))}`).toMatchSnapshot();
  });

  it('says what a terminal needs that is too small', () => {
    expect(picture(aConsole({ columns: 39, rows: 10 })).trim()).toBe(
      'terminal too small (40x10 needed)\nit has 39x10; agents go on',
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

  it('shows the matrix of workstreams, and looks anew when something moves', () => {
    const open = press(aConsole({ columns: 60, rows: 20 }), 'C');
    const shown = after(open, [{ type: 'foreseen', foresight }]);
    for (const line of [
      '1 A  \\ 1      ·',
      '2 B  1 \\      ·',
      '  a.ts  contents: no rule decides',
      '  b.ts  contents: decided by union',
    ])
      expect(picture(shown)).toContain(line);
    const [, effects] = step(shown, { type: 'status', status: aStatus() });
    expect(effects).toEqual([{ type: 'foresee' }]);
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
