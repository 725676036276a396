/**
 * The console's way of a key, rehearsed: letters that are typed into a pane, and what its
 * program, at the other end of a connection, shows of them.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { Socket } from 'node:net';
import { devNull } from 'node:os';
import { disposable, type Disposer } from '../base/disposer.js';
import { rehearsedLetter, type Stage } from '../base/rehearsal.js';
import type { Capabilities } from '../compositor/capabilities.js';
import { pairAt } from '../connection/pair.js';
import { Peer } from '../connection/peer.js';
import type { HostAnswers, HostEvent, HostRequest } from '../protocol/host.js';
import type { ChromeRows } from './chrome.js';
import { compose } from './compose.js';
import { InputReader } from './input-reader.js';
import { Painter } from './painter.js';
import { RehearsedProgram, rehearsedStore } from './rehearsed-pane.js';
import { Router } from './router.js';
import { Screens } from './screens.js';
import type { ConsoleState } from './state.js';

export type ConsoleStage = Pick<ConsoleState, 'layouts' | 'keymap'> & {
  /** Free, in a folder that only its owner may enter. */
  readonly socketPath: string;
  readonly can: Capabilities;
  readonly chrome: () => ChromeRows;
};

/** A key each time. */
export function consoleStage(options: ConsoleStage): Stage {
  return async (own) => {
    const [near, far] = await pairAt(options.socketPath);
    for (const end of [near, far]) own.add(disposable(() => end.destroy()));
    const type = keyboardOf(own, near, options);
    const program = new RehearsedProgram(far);
    let count = 0;
    return (done) => {
      const letter = rehearsedLetter(count++);
      program.answer(letter, done);
      type(letter);
    };
  };
}

/** Gives what types a letter into the pane. */
function keyboardOf(
  own: Disposer,
  near: Socket,
  { can, chrome, ...start }: ConsoleStage,
): (letter: string) => void {
  const store = rehearsedStore(start);
  const screens = new Screens();
  const host = new Peer<HostRequest, HostAnswers, HostEvent>(near, 'rehearsal', {
    screen: (session, update) => {
      screens.apply(session, update);
      router.shown(session);
      painter.request(session);
    },
  });
  const painter: Painter = own.add(
    new Painter({
      size: store.state().size,
      can,
      compose: () => compose({ state: store.state(), screens, chrome: chrome() }),
      write: nowhere(own),
      painted: () => {
        for (const session of screens.takeSeen())
          host.write({ type: 'screenSeen', session });
      },
    }),
  );
  const router: Router = new Router({
    store,
    screens,
    send: (session, bytes) => {
      painter.typed(session);
      host.write({ type: 'input', session, bytes });
    },
    attended: () => {},
    answered: () => {},
  });
  const reader = own.add(new InputReader((input) => router.take(input)));
  return (letter) => router.together(() => reader.read(Buffer.from(letter)));
}

function nowhere(own: Disposer): (text: string) => boolean {
  const fd = openSync(devNull, 'w');
  own.add(disposable(() => closeSync(fd)));
  return (text) => writeSync(fd, Buffer.from(text)) > 0;
}
