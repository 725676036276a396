/**
 * The ways back to how a terminal starts: DECSTR and DECSCL bring back most of it, RIS all. What
 * xterm.js does not know of is reset here, before xterm.js does the rest.
 */
import type { ConformanceLevel } from './conformance-level.js';
import type { EightBit } from './eight-bit.js';
import { runControl } from './run-sequence.js';
import type { Core } from './xterm-core.js';

export type ResettablePart = {
  /** As by DECSTR. */
  softReset(): void;
  /** As by RIS, where that is more. */
  reset?(): void;
};

export type ResetsOptions = {
  readonly core: Core;
  readonly level: ConformanceLevel;
  readonly eightBit: EightBit;
  readonly parts: readonly ResettablePart[];
};

/** DECSCL's second parameter; all others are eight. */
const SEVEN_BITS = 1;

/** LNM, an ANSI mode. */
const NEW_LINE = 20;

/** DECTCEM, a mode of DEC's. */
const CURSOR_SHOWS = 25;

export function hearResets({ core, level, eightBit, parts }: ResetsOptions): void {
  const { _parser: parser } = core._inputHandler;
  const soft = () => {
    for (const part of parts) part.softReset();
    softReset(core);
    return true;
  };
  parser.registerCsiHandler({ intermediates: '!', final: 'p' }, soft);
  parser.registerCsiHandler({ intermediates: '"', final: 'p' }, ({ params, length }) => {
    level.set(params[0] ?? 0);
    if (level.isNewer) eightBit.set((length > 1 ? params[1] : 0) !== SEVEN_BITS);
    return soft();
  });
  parser.registerEscHandler({ final: 'c' }, () => {
    level.reset();
    eightBit.set(false);
    for (const part of parts)
      if (part.reset) part.reset();
      else part.softReset();
    // xterm.js leaves both as they are.
    runControl(core, { final: 'l' }, NEW_LINE);
    runControl(core, { prefix: '?', final: 'h' }, CURSOR_SHOWS);
    return false;
  });
}

/**
 * xterm.js leaves in the saved cursor what it was saved with beside its place, and ends modes
 * that a shell goes on to rely on: xterm keeps those.
 */
function softReset(core: Core): void {
  const { bracketedPasteMode, sendFocus } = core.coreService.decPrivateModes;
  core._inputHandler.softReset();
  Object.assign(core.coreService.decPrivateModes, { bracketedPasteMode, sendFocus });
  const { buffer } = core;
  buffer.savedOriginMode = false;
  buffer.savedWraparoundMode = true;
  buffer.savedCharsets = [];
}
