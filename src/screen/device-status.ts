/** Who and where the terminal is: device attributes and device status (DEC STD 070, xterm's ctlseqs). */
import type { ConformanceLevel } from './conformance-level.js';
import type { Margins } from './margins.js';
import type { Core } from './xterm-core.js';

/**
 * A VT420 with selective erase, horizontal scrolling, ANSI colours, rectangles, and a
 * clipboard (OSC 52): what a pane does of what can be told.
 */
const PRIMARY = '\x1b[?64;6;21;22;28;52c';

/** A VT420 again; the version is that of the xterm whose sequences are taken as the model. */
const SECONDARY = '\x1b[>41;390;0c';

/** What is asked, and what a terminal says that has no printer, locator, macros or sessions. */
const STATUS: ReadonlyMap<number, string> = new Map([
  [15, '\x1b[?13n'],
  [25, '\x1b[?20n'],
  [26, '\x1b[?27;1;0;0n'],
  [53, '\x1b[?53n'],
  [55, '\x1b[?53n'],
  [56, '\x1b[?57;0n'],
  [62, '\x1b[0*{'],
  [75, '\x1b[?70n'],
  [85, '\x1b[?83n'],
]);

const CURSOR_POSITION = 6;
const MACRO_CHECKSUM = 63;

/** The first level at which a terminal has pages. */
const PAGES = 4;

export type StatusOptions = {
  readonly core: Core;
  readonly margins: Margins;
  readonly level: ConformanceLevel;
  readonly reply: (text: string) => void;
};

export function answerStatus({ core, margins, level, reply }: StatusOptions): void {
  const { _parser: parser } = core._inputHandler;
  const attributes = (answer: string) => {
    reply(answer);
    return true;
  };
  parser.registerCsiHandler({ final: 'c' }, ({ params }) =>
    (params[0] ?? 0) > 0 ? true : attributes(PRIMARY),
  );
  parser.registerEscHandler({ final: 'Z' }, () => attributes(PRIMARY));
  parser.registerCsiHandler({ prefix: '>', final: 'c' }, ({ params }) =>
    (params[0] ?? 0) > 0 ? true : attributes(SECONDARY),
  );
  parser.registerCsiHandler({ final: 'n' }, ({ params }) => {
    if (params[0] !== CURSOR_POSITION) return false;
    reply(`\x1b[${cursorPosition(core, margins)}R`);
    return true;
  });
  parser.registerCsiHandler({ prefix: '?', final: 'n' }, ({ params, length }) => {
    const answer = STATUS.get(params[0] ?? 0);
    if (answer !== undefined) reply(answer);
    else if (params[0] === CURSOR_POSITION)
      reply(`\x1b[?${cursorPosition(core, margins)}${level.level < PAGES ? '' : ';1'}R`);
    else if (params[0] === MACRO_CHECKSUM)
      reply(`\x1bP${length > 1 ? params[1] : 0}!~0000\x1b\\`);
    else return false;
    return true;
  });
}

/** Row and column from 1, in origin mode from the margins' corner. */
function cursorPosition(core: Core, { area }: Margins): string {
  const { x, y } = core.buffer;
  const { origin } = core.coreService.decPrivateModes;
  const { top, left } = origin ? area : { top: 0, left: 0 };
  const column = Math.min(x, core._bufferService.cols - 1);
  return `${y - top + 1};${column - left + 1}`;
}
