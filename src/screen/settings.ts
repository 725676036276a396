/** What a program may ask of what it set (DECRQSS, after DEC STD 070 and xterm's ctlseqs). */
import type { ConformanceLevel } from './conformance-level.js';
import type { EightBit } from './eight-bit.js';
import type { Margins } from './margins.js';
import { hooked } from './payloads.js';
import type { Rectangles } from './rectangles.js';
import { BG_PROTECTED } from './row.js';
import { sgrOf } from './sgr-report.js';
import type { Core } from './xterm-core.js';

const MAX_SETTING_LENGTH = 16;

/** DECSCL, of which a VT100 knows nothing. */
const LEVEL = '"p';

/** DECSCUSR's steady forms; the blinking one comes before. */
const CURSOR_STYLES: ReadonlyMap<string | undefined, number> = new Map([
  [undefined, 2],
  ['block', 2],
  ['underline', 4],
  ['bar', 6],
]);

export type Settings = {
  readonly core: Core;
  readonly margins: Margins;
  readonly rectangles: Rectangles;
  readonly level: ConformanceLevel;
  readonly eightBit: EightBit;
  readonly reply: (text: string) => void;
};

export function answerSettings(settings: Settings): void {
  const { core, margins, rectangles, level, eightBit, reply } = settings;
  const { _inputHandler: input, _bufferService: service } = core;
  const id = { intermediates: '$', final: 'q' };
  const answers: ReadonlyMap<string, () => string> = new Map([
    ['m', () => sgrOf(input._curAttrData)],
    ['r', () => `${core.buffer.scrollTop + 1};${core.buffer.scrollBottom + 1}`],
    ['s', () => `${margins.left + 1};${margins.right + 1}`],
    ['t', () => String(service.rows)],
    ['*|', () => String(service.rows)],
    ['$|', () => String(service.cols)],
    [' q', () => cursorStyle(core)],
    ['"q', () => ((input._curAttrData.bg & BG_PROTECTED) === 0 ? '0' : '1')],
    [LEVEL, () => `6${level.level};${eightBit.on ? 0 : 1}`],
    ['*x', () => String(rectangles.extent)],
    // The main display, and no status line.
    ['$}', () => '0'],
    ['$~', () => '0'],
  ]);
  // xterm.js's own takes ten million characters to look for two.
  input._parser.clearDcsHandler(id);
  input._parser.registerDcsHandler(
    id,
    hooked(MAX_SETTING_LENGTH, (setting) => {
      if (setting === LEVEL && !level.isNewer) return true;
      const answer = answers.get(setting);
      reply(answer ? `\x1bP1$r${answer()}${setting}\x1b\\` : '\x1bP0$r\x1b\\');
      return true;
    }),
  );
}

function cursorStyle({ coreService: { decPrivateModes } }: Core): string {
  const steady = CURSOR_STYLES.get(decPrivateModes.cursorStyle) ?? 2;
  return String(steady - (decPrivateModes.cursorBlink ? 1 : 0));
}
