/** Guests: programs that a person opens beside the agents. */
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { arrangedOf } from '../../src/console/arrangement.js';
import { commandWords } from '../../src/console/command-words.js';
import { PastFiles } from '../../src/console/past-files.js';
import type { ConsoleEvent } from '../../src/console/event.js';
import { focusedPane, type ConsoleState } from '../../src/console/state.js';
import { viewedPanes } from '../../src/console/viewing.js';
import { sessionId, waveId } from '../../src/domain/ids.js';
import { aConsole, after, aSession, asked } from '../helpers/console-state.js';
import { aFolder } from '../helpers/folder.js';
import { aHistory, pressedIn } from '../helpers/past.js';
import { eventsOf, place, press } from '../helpers/press.js';

it.each([
  ['vim', ['vim']],
  ['  emacs   -nw ', ['emacs', '-nw']],
  ['code --wait', ['code', '--wait']],
  [`"/My Programs/ed" 'a b' c\\ d`, ['/My Programs/ed', 'a b', 'c d']],
  [`x"y z"'w'`, ['xy zw']],
  ['ed "a \\" b"', ['ed', 'a " b']],
  ['ed; rm -rf $HOME `x` && y', ['ed;', 'rm', '-rf', '$HOME', '`x`', '&&', 'y']],
  ['', []],
])('parts %j as a shell would, and runs none', (command, words) => {
  expect(commandWords(command)).toEqual(words);
});

describe('an editor', () => {
  const id = sessionId('editor-0123abcd');
  const editor = { ...aSession('editor', 3), id, cwd: '/x/A' };
  const came = [
    { type: 'guestComes', session: editor.id },
    { type: 'session', session: editor },
  ] as const;
  const status = { type: 'exited', code: 0, signal: undefined, at: 1 } as const;
  const ended = { type: 'session', session: { ...editor, status } } as const;
  const gone = { type: 'forgotten', session: editor.id } as const;

  it('is asked for from the present and from the past, with the line there', () => {
    const intent = { type: 'openPast', program: 'editor' } as const;
    const effect = { ...intent, session: 's-A', folder: '/x' };
    expect(asked(press(aConsole(), '1'), [{ type: 'intent', intent }])).toEqual([effect]);
    const history = aHistory(Array.from({ length: 90 }, (_, at) => `line ${at}`));
    const [, effects] = pressedIn(history, 'ctrl+space [ g j E');
    expect(effects).toEqual([{ ...effect, line: 1 }]);
  });

  it('has all the room, and gives back what was there', () => {
    const before = press(aConsole(), '1');
    const open = after(before, came);
    expect([focusedPane(open)?.session.id, open.zoomed]).toEqual([editor.id, true]);
    expect(arrangedOf(open).zoomed).toBe(false);
    const closed = after(open, [ended]);
    expect([focusedPane(closed)?.session.id, closed.zoomed, closed.keyboard]).toEqual([
      's-A',
      false,
      'pane',
    ]);
  });

  it.each([
    ['with an error', { ...status, code: 3 }, 'editor-0123abcd'],
    ['by a crash', { ...status, code: undefined, signal: 'SIGSEGV' }, 'editor-0123abcd'],
    ['by its terminal', { ...status, code: undefined, signal: 'SIGHUP' }, 's-A'],
  ])('that was ended %s is left to be read, if there is something', (_how, how, seen) => {
    const open = after(press(aConsole(), '1'), came);
    const left = after(open, [{ type: 'session', session: { ...editor, status: how } }]);
    expect(focusedPane(left)?.session.id).toBe(seen);
    expect(focusedPane(after(left, [gone]))?.session.id).toBe('s-A');
  });

  it('lets no other pane change its size, coming or going', () => {
    const before = press(aConsole(), '1 ctrl+space > ctrl+space >');
    const others = [before, ...states(before, [...came, ended, gone])].map((state) =>
      viewedPanes(state).filter(({ session }) => session !== editor.id),
    );
    const [all] = others;
    expect(others).toEqual([all, all, [], all, all]);
  });

  it('leaves nothing behind when it cannot be started', () => {
    const before = press(aConsole(), '1');
    const [comes] = came;
    expect(after(before, [comes, gone])).toEqual(before);
  });

  it('leaves those who went on where they are', () => {
    const elsewhere = press(after(press(aConsole(), '1'), came), 'alt+2');
    expect(focusedPane(after(elsewhere, [ended, gone]))?.session.id).toBe('s-B');
  });
});

it('gives the keyboard back to the pane beside which a shell was opened', () => {
  const shell = { ...aSession('shell', 3), id: sessionId('shell-0123abcd') };
  const status = { type: 'exited', code: 0, signal: undefined, at: 1 } as const;
  const before = press(aConsole(), '2');
  const open = after(before, [
    { type: 'session', session: shell },
    { type: 'focusSession', session: shell.id },
  ]);
  expect([focusedPane(open)?.session.id, open.zoomed]).toEqual([shell.id, false]);
  const closed = after(open, [{ type: 'session', session: { ...shell, status } }]);
  expect(focusedPane(closed)?.workstream).toBe('B');
  expect([closed.keyboard, closed.panes.length]).toEqual(['pane', 2]);
});

it('gives the keyboard back to the sidebar from which it was opened, and its line', () => {
  const shell = { ...aSession('shell', 3), id: sessionId('shell-0123abcd') };
  const status = { type: 'exited', code: 0, signal: undefined, at: 1 } as const;
  const before = after(press(aConsole(), 'ctrl+space s'), [
    { type: 'selected', subject: { type: 'wave', id: waveId('w1') } },
  ]);
  const closed = after(before, [
    { type: 'session', session: shell },
    { type: 'focusSession', session: shell.id },
    { type: 'session', session: { ...shell, status } },
  ]);
  expect(place(closed)).toBe(place(before));
});

describe('a pane that is no agent’s', () => {
  const log = { ...aSession('log', 3), id: sessionId('log-w1-0123'), cwd: '/x/repo' };
  const open = after(press(aConsole(), '2'), [
    { type: 'session', session: log },
    { type: 'focusSession', session: log.id },
  ]);
  const status = { type: 'exited', code: 0, signal: undefined, at: 1 } as const;
  const stays = after(open, [{ type: 'session', session: { ...log, status } }]);

  it('keeps the keyboard when its program has ended, to be read', () => {
    expect(focusedPane(stays)?.session.id).toBe(log.id);
  });

  it('is closed by the key that stops an agent, at once when it has ended', () => {
    expect(asked(stays, eventsOf(press(stays, 'ctrl+space'), 'x'))).toEqual([
      { type: 'forget', session: log.id },
    ]);
    const closed = after(stays, [{ type: 'forgotten', session: log.id }]);
    expect([place(closed), closed.panes.length]).toEqual(['pane B | B', 2]);
  });

  it('is asked about while its program runs', () => {
    const asks = press(open, 'ctrl+space x');
    expect(asks.view).toMatchObject({ type: 'confirm', question: 'End gates of w1?' });
    expect(asked(asks, eventsOf(asks, 'y'))).toEqual([
      { type: 'hangUp', session: log.id },
    ]);
  });
});

/** What each event in turn makes of a state. */
function states(start: ConsoleState, events: readonly ConsoleEvent[]) {
  return events.map((_event, at) => after(start, events.slice(0, at + 1)));
}

it('removes what killed consoles left, but no file of a guest that runs or starts', async () => {
  await using place = await aFolder();
  const folder = place.path;
  const files = new PastFiles(folder);
  const [runs, starts, left] = ['editor-1', 'editor-2', 'editor-3'].map(sessionId);
  for (const id of [runs, starts, left]) if (id) await writeFile(files.pathOf(id), 'x');
  const old = new Date(Date.now() - 3_600_000);
  for (const id of [runs, left]) if (id) await utimes(files.pathOf(id), old, old);
  await files.sweep(runs ? [runs] : []);
  expect((await readdir(folder)).toSorted()).toEqual(['editor-1.txt', 'editor-2.txt']);
});
