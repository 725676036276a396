import { expect, it } from 'vitest';
import { Router } from '../../src/console/router.js';
import { Screens } from '../../src/console/screens.js';
import { step } from '../../src/console/step.js';
import { createStore } from '../../src/console/store.js';
import type { ConsoleEffect, ConsoleEvent } from '../../src/console/event.js';
import type { ConsoleState } from '../../src/console/state.js';
import { InputDecoder } from '../../src/console/input-decoder.js';
import { paneId, sessionId } from '../../src/domain/ids.js';
import { Emulator } from '../../src/screen/emulator.js';
import { ScreenView } from '../../src/screen/screen-view.js';
import { aConsole } from '../helpers/console-state.js';

const A = sessionId('s-A');

it('holds keys for a program until its screen says what form they have', () => {
  const { type, shows, sent } = router();
  type('\x1b[Aab');
  expect(sent()).toBe('');
  shows('\x1b[?1h');
  type('c');
  expect(sent()).toBe('s-A:^[OA s-A:a s-A:b s-A:c');
});

it('forgets them with the session', () => {
  const { type, shows, sent, forget } = router();
  type('a');
  forget();
  shows('');
  expect(sent()).toBe('');
});

it('types what came at once as one, in its order around commands', () => {
  const { together, shows, sent } = router();
  shows('');
  together('abc\x1b[A');
  expect(sent()).toBe('s-A:abc^[[A');
  together('d\0de');
  expect(sent()).toBe('s-A:abc^[[A s-A:d detach s-A:e');
});

it.each([
  ['as it is to a program', '', (text: string) => text],
  [
    'as keys to one that has all keys told as such',
    '\x1b[>9u',
    (text: string) => Array.from(text, (one) => `^[[${one.charCodeAt(0)}u`).join(''),
  ],
])('types text that came at once %s', (_rule, output, said) => {
  const { together, shows, sent } = router();
  const text = 'a-text-that-no-hand-types-at-once';
  shows(output);
  together(text);
  expect(sent()).toBe(`s-A:${said(text)}`);
});

it('takes text that came at once for keys where those are commands', () => {
  const { together, shows, sent } = router();
  shows('');
  together(`\0d${'x'.repeat(40)}`);
  together('\0');
  together(`d${'x'.repeat(40)}`);
  expect(sent()).toBe(
    `s-A:${'x'.repeat(40)}`
      .replace(/^/, 'detach ')
      .concat(` detach s-A:${'x'.repeat(40)}`),
  );
});

/** A console whose keyboard is in pane A, the screen of which has not come. */
function router() {
  const screens = new Screens();
  const sent: string[] = [];
  const store = createStore<ConsoleState, ConsoleEvent, ConsoleEffect>({
    initial: { ...aConsole(), focused: paneId('s-A'), keyboard: 'pane' },
    step,
    perform: ({ type }) => sent.push(type),
  });
  const made = new Router({
    store,
    screens,
    send: (session, bytes) =>
      sent.push(`${session}:${bytes.toString('latin1').replaceAll('\x1b', '^[')}`),
    attended: () => {},
    answered: () => {},
  });
  store.subscribe(() => made.changed());
  const decoder = new InputDecoder();
  return {
    together: (text: string) =>
      made.together(() => {
        for (const input of decoder.push(Buffer.from(text))) made.take(input);
      }),
    type: (text: string) => {
      for (const input of decoder.push(Buffer.from(text))) made.take(input);
    },
    shows: (output: string) => {
      using emulator = new Emulator({ size: { columns: 20, rows: 5 }, scrollback: 0 });
      emulator.write(Buffer.from(output));
      const update = new ScreenView(emulator).take();
      if (update) screens.apply(A, update);
      made.shown(A);
    },
    forget: () => store.dispatch({ type: 'forgotten', session: A }),
    sent: () => sent.join(' '),
  };
}
