/**
 * Puts the recorded past of an ended session into the emulator of the one that takes its
 * place: played as it was printed, without answering its questions, then brought back to
 * the modes of a new terminal, with a mark below.
 */
import { setImmediate } from 'node:timers/promises';
import { momentText, type Timestamp } from '../domain/time.js';
import type { Emulator } from '../screen/emulator.js';
import type { Recorded } from './recorded.js';

/** Playing goes on this long at a time, so that no key of another session waits for it. */
const SLICE_MS = 4;

/** Throws only for a fault of the emulator. */
export async function playInto(emulator: Emulator, recorded: Recorded): Promise<void> {
  emulator.resize(recorded.size);
  let end = performance.now() + SLICE_MS;
  for (const event of recorded.events()) {
    if (event.type === 'resize') emulator.resize(event.size);
    else emulator.write(Buffer.from(event.text));
    if (performance.now() < end) continue;
    await setImmediate();
    end = performance.now() + SLICE_MS;
  }
}

/** Mouse, keys, pastes, focus and frames that the program asked for; a soft reset leaves them. */
const LEAVE_MODES =
  '\x1b[?2026l\x1b[?9l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1016l' +
  '\x1b[?1004l\x1b[?2004l\x1b[>4m\x1b[=0u';

/**
 * Title and link empty, the theme's colours, soft reset, plain style, tab stops and cursor
 * of a new terminal.
 */
const RESET =
  '\x1b]2;\x07\x1b]8;;\x07\x1b]104\x07\x1b]110\x07\x1b]111\x07\x1b]112\x07' +
  '\x1b[!p\x1b[m\x1b[?5W\x1b[0 q\x1b[?25h';

/**
 * Bytes that end what was played. The modes are a new terminal's; all that is on the screen
 * becomes past, what a full-screen program showed last included, since nobody may take a
 * menu of before for one of the program that starts now. A mark is left in the first rows.
 */
export function markAfter(
  emulator: Emulator,
  recorded: Recorded,
  now: Timestamp,
): string {
  const { alternateScreen } = emulator.modes;
  const shown = emulator.text({ scrollback: false });
  const { rows } = emulator.size;
  const away = (lines: number) => `\x1b[${rows}H${'\n'.repeat(lines)}\x1b[H`;
  const left = alternateScreen
    ? `\x1b[?1049l${LEAVE_MODES}${RESET}${away(rows)}${shown.join('\r\n')}`
    : '';
  const mark = markOf(recorded, now);
  return `${LEAVE_MODES}${RESET}${left}${away(shown.length)}\x1b[2m${mark}\x1b[m\r\n`;
}

/**
 * Between what was recorded and what the program prints now. Lines so short that no pane of
 * usual width wraps them: what wraps when a pane gets narrower moves into the past.
 */
function markOf({ until }: Recorded, now: Timestamp): string {
  return `── recorded until ${momentText(until)}\r\n── started again ${momentText(now)}`;
}
