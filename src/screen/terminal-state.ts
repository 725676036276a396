/** What xterm.js knows: the cursor, the modes that change how input is encoded, and the text. */
import type { Terminal } from '@xterm/headless';
import type { Rgb } from './rgb.js';
import type { Cursor, CursorShape, InputModes, Modes } from './row.js';
import type { Core, XtermBuffer } from './xterm-core.js';

export function cursorOf(
  { buffer, _bufferService, coreService }: Core,
  colour?: Rgb,
): Cursor {
  const { cursorStyle, cursorBlink } = coreService.decPrivateModes;
  return {
    // After the last column xterm waits one column beyond the screen.
    column: Math.min(buffer.x, _bufferService.cols - 1),
    row: buffer.y,
    visible: !coreService.isCursorHidden,
    shape: cursorShape(cursorStyle),
    blinking: cursorBlink ?? false,
    colour,
  };
}

/** By xterm's names for them. */
const MOUSE_ENCODINGS: ReadonlyMap<string, Modes['mouseEncoding']> = new Map([
  ['SGR', 'sgr'],
  ['SGR_PIXELS', 'pixels'],
]);

export function modesOf(
  { modes, buffer }: Terminal,
  { mouseStateService }: Core,
  inputModes: InputModes,
): Modes {
  return {
    applicationCursor: modes.applicationCursorKeysMode,
    applicationKeypad: modes.applicationKeypadMode,
    bracketedPaste: modes.bracketedPasteMode,
    focusEvents: modes.sendFocusMode,
    mouse: modes.mouseTrackingMode,
    mouseEncoding: MOUSE_ENCODINGS.get(mouseStateService.activeEncoding) ?? 'bytes',
    alternateScreen: buffer.active.type === 'alternate',
    ...inputModes,
  };
}

/** The visible lines, or with what scrolled away; trailing blanks and blank lines cut. */
export function screenText(
  { lines, ybase }: XtermBuffer,
  scrollback: boolean,
): readonly string[] {
  const texts: string[] = [];
  for (let y = scrollback ? 0 : ybase; y < lines.length; y++)
    texts.push(lines.get(y)?.translateToString(true).trimEnd() ?? '');
  const last = texts.findLastIndex((text) => text !== '');
  return texts.slice(0, last + 1);
}

/**
 * Bytes that bring another terminal of this size to this screen: its text and cursor, with
 * the lines above it, not its colours. What that terminal showed becomes its past.
 */
export function pictureOf(core: Core): string {
  const { row, column } = cursorOf(core);
  const { rows, buffers } = core._bufferService;
  const { lines } = core.buffer;
  const screen = core.buffer === buffers.normal ? '' : '\x1b[?1049h';
  const texts = Array.from(
    { length: lines.length },
    (_, y) => lines.get(y)?.translateToString(true) ?? '',
  );
  return (
    `\x1b[?1049l\x1b[!p\x1b[m\x1b[${rows}H${'\n'.repeat(rows)}${screen}\x1b[H` +
    `${texts.join('\r\n')}\x1b[${row + 1};${column + 1}H`
  );
}

function cursorShape(style: string | undefined): CursorShape {
  return style === 'block' || style === 'underline' || style === 'bar'
    ? style
    : 'default';
}
