/**
 * The level at which a program wants to be understood (DECSCL): 61 is a VT100, 64 a VT420, which
 * a pane is at first and at most. What came only with a higher one is not heard, as in xterm.
 */
import type { Core, SequenceId } from './xterm-core.js';

const HIGHEST_LEVEL = 4;

const DECLRMM = 69;

/** By the level of the terminals that first had them. */
const NEWER: readonly (readonly [level: number, ids: readonly SequenceId[]])[] = [
  [
    3,
    [
      { intermediates: '$', final: 'p' },
      { prefix: '?', intermediates: '$', final: 'p' },
      { intermediates: '$', final: 'w' },
    ],
  ],
  [
    4,
    [
      ...['v', 'x', 'z', '{', 'r', 't'].map((final) => ({ intermediates: '$', final })),
      ...['x', 'y'].map((final) => ({ intermediates: '*', final })),
      ...['}', '~'].map((final) => ({ intermediates: "'", final })),
    ],
  ],
];

export class ConformanceLevel {
  #level = HIGHEST_LEVEL;

  get level(): number {
    return this.#level;
  }

  /** Whether it is more than a VT100. */
  get isNewer(): boolean {
    return this.#level > 1;
  }

  /** The first parameter of DECSCL; 0 is as at first. */
  set(parameter: number): void {
    const level = parameter === 0 ? HIGHEST_LEVEL : parameter - 60;
    this.#level = Math.max(1, Math.min(HIGHEST_LEVEL, level));
  }

  reset(): void {
    this.#level = HIGHEST_LEVEL;
  }

  /** Call it after every handler of what is newer was registered: it must come before them. */
  guard({ _inputHandler: { _parser: parser } }: Core): void {
    for (const [level, ids] of NEWER)
      for (const id of ids) parser.registerCsiHandler(id, () => this.#level < level);
    parser.registerCsiHandler({ prefix: '?', final: 'h' }, ({ params, length }) => {
      if (this.#level === HIGHEST_LEVEL) return false;
      for (let at = 0; at < length; at++) if (params[at] === DECLRMM) params[at] = 0;
      return false;
    });
  }
}
