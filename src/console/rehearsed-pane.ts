/** The pane into which keys are typed in a rehearsal: what its console knows, and its program. */
import type { Socket } from 'node:net';
import { sessionId } from '../domain/ids.js';
import { encode } from '../protocol/codec.js';
import { PROTOCOL_VERSION } from '../protocol/envelope.js';
import { BLANK_ROW, WIDTH_SHIFT, type Modes, type RowChange } from '../screen/row.js';
import type { ConsoleStore } from './chrome.js';
import type { ConsoleEffect, ConsoleEvent } from './event.js';
import { initialState, type ConsoleState } from './state.js';
import { step } from './step.js';
import { createStore } from './store.js';

const session = sessionId('rehearsal');
const outerSize = { columns: 110, rows: 28 };
const size = { columns: 80, rows: 24 };

/** The keyboard is in the only pane. */
export function rehearsedStore(
  start: Pick<ConsoleState, 'layouts' | 'keymap'>,
): ConsoleStore {
  const store = createStore<ConsoleState, ConsoleEvent, ConsoleEffect>({
    initial: initialState({ ...start, size: outerSize, now: 0 }),
    step,
    perform: () => {},
  });
  const about = { command: [], cwd: '/', pid: 0, title: '', startedAt: 0 };
  const record = { id: session, size, ...about, status: { type: 'running' } } as const;
  store.dispatch({ type: 'hostLink', link: 'up' });
  store.dispatch({ type: 'sessions', sessions: [record] });
  store.dispatch({ type: 'focusSession', session });
  return store;
}

/** Has one more letter in its line for each key. */
export class RehearsedProgram {
  readonly #far: Socket;
  readonly #letters: string[] = [];
  #heard = () => {};

  /** `far` is the host's end of the connection. */
  constructor(far: Socket) {
    this.#far = far;
    const message = {
      type: 'hello',
      version: PROTOCOL_VERSION,
      program: 'rehearsal',
    } as const;
    far.write(encode({ type: 'message', message }));
    this.#show(Array.from({ length: size.rows }, (_, y) => ({ y, row: BLANK_ROW })));
    far.on('data', () => this.#heard());
  }

  /** Shows the next key, and calls `seen` when that is painted. */
  answer(letter: string, seen: () => void): void {
    this.#heard = () => {
      this.#heard = () => {
        this.#heard = () => {};
        seen();
      };
      this.#print(letter);
    };
  }

  #print(letter: string): void {
    this.#letters.push(letter);
    const line = this.#letters.slice(-(this.#letters.length % size.columns || 1));
    const words = Uint32Array.from(
      line.flatMap((one) => [(1 << WIDTH_SHIFT) | one.charCodeAt(0), 0, 0]),
    );
    this.#show([{ y: this.#row, row: { words, extras: [] } }]);
  }

  get #row(): number {
    return Math.floor(this.#letters.length / size.columns) % size.rows;
  }

  #show(changes: readonly RowChange[]): void {
    const place = { column: this.#letters.length % size.columns, row: this.#row };
    const look = { visible: true, blinking: true, shape: 'block' } as const;
    const update = {
      ...size,
      full: changes.length === size.rows,
      cursor: { ...place, ...look, colour: undefined },
      modes: MODES,
      changes,
    };
    this.#far.write(encode({ type: 'screen', session, update }));
  }
}

const MODES: Modes = {
  applicationCursor: false,
  applicationKeypad: false,
  bracketedPaste: false,
  focusEvents: false,
  mouse: 'none',
  mouseEncoding: 'bytes',
  alternateScreen: false,
  kittyKeyboard: 0,
  modifyOtherKeys: 0,
  backspaceKey: false,
  alternateScroll: false,
  vt52: false,
  eightBit: false,
};
