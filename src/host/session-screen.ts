/**
 * The screen of a session with its past. A fault of its emulator costs the screen and
 * nothing else: another emulator takes its place, and goes on counting the lines.
 */
import type { Size } from '../domain/session.js';
import type { Colours } from '../screen/colours.js';
import type { EmulatorOptions } from '../screen/emulator-options.js';
import { Emulator } from '../screen/emulator.js';
import type { Lines } from '../screen/lines.js';
import type { SpareLines } from '../screen/spare-lines.js';
import { ColdRows } from './cold-rows.js';
import { History } from './history.js';
import { COLD_ROWS, HOT_ROWS } from './limits.js';

export type Emulate = (options: EmulatorOptions) => Emulator;

export type SessionScreenOptions = {
  readonly size: Size;
  /** What the program is told when it asks for colours. */
  readonly colours: () => Colours;
  /** One for all sessions. */
  readonly spares: SpareLines;
  /** Makes emulators; another one than wtmux's own is for trying what a fault costs. */
  readonly emulate?: Emulate | undefined;
  /** A synchronized frame begins: the screen is whole for the last time until it ends. */
  readonly frameStart: () => void;
  /** The emulator threw; the screen starts anew. */
  readonly fault: (error: unknown) => void;
};

const newEmulator: Emulate = (options) => new Emulator(options);

export class SessionScreen implements Disposable {
  readonly #options: SessionScreenOptions;
  readonly #cold = new ColdRows();
  #size: Size;
  #emulator: Emulator;

  constructor(options: SessionScreenOptions) {
    this.#options = options;
    this.#size = options.size;
    this.#emulator = this.#another();
  }

  /** Another one after a fault. */
  get emulator(): Emulator {
    return this.#emulator;
  }

  /** Of the emulator that there is; ask again after waiting. */
  get history(): History {
    return new History(this.#emulator, this.#cold.rows);
  }

  /** Whether there are rows to be packed. */
  get packing(): boolean {
    return this.#cold.packing;
  }

  resize(size: Size): void {
    this.#size = size;
    this.change((emulator) => emulator.resize(size));
  }

  /** Does something to the emulator that may add lines or throw. */
  change(work: (emulator: Emulator) => void): void {
    try {
      work(this.#emulator);
      this.#cold.follow(this.#emulator);
    } catch (error) {
      this.failed(error);
    }
  }

  /** The emulator cannot be trusted any more. */
  failed(error: unknown): void {
    const { lines } = this.#emulator;
    this.#cold.leave();
    this.#emulator[Symbol.dispose]();
    this.#emulator = this.#another(lines);
    this.#emulator.write(
      Buffer.from('[wtmux: this screen was lost and starts anew]\r\n'),
    );
    this.#options.fault(error);
  }

  [Symbol.dispose](): void {
    this.#cold[Symbol.dispose]();
    this.#emulator[Symbol.dispose]();
  }

  #another(follows?: Lines): Emulator {
    const { emulate = newEmulator, colours, spares, frameStart } = this.#options;
    return emulate({
      size: this.#size,
      scrollback: HOT_ROWS,
      settled: COLD_ROWS,
      kept: this.#cold.rows,
      spares,
      colours,
      onFrameStart: frameStart,
      ...(follows && { follows }),
    });
  }
}
