/**
 * What a program finds on the alternate screen when it comes back: as in xterm what it left there,
 * unless it left by a mode that clears (1047, 1049) or comes by the one that does (1049). xterm.js
 * always begins with a blank one.
 */
import { WORDS_PER_CELL } from './row.js';
import type { Core, Line, Params } from './xterm-core.js';

const PLAIN = 47;
const CLEARED_WHEN_LEFT = 1047;
const CLEARED = 1049;

export function keepAlternateScreen(core: Core): void {
  const { _bufferService: service, _inputHandler: input } = core;
  const { _parser: parser } = input;
  const { buffers } = service;
  let left: readonly Line[] = [];
  const forget = () => {
    left = [];
    return false;
  };
  parser.registerCsiHandler({ prefix: '?', final: 'l' }, (params) => {
    if (core.buffer === buffers.normal) return false;
    if (has(params, PLAIN)) left = linesOf(core);
    if (has(params, CLEARED_WHEN_LEFT) || has(params, CLEARED)) forget();
    return false;
  });
  parser.registerCsiHandler({ prefix: '?', final: 'h' }, (params) =>
    has(params, CLEARED) ? forget() : false,
  );
  parser.registerEscHandler({ final: 'c' }, forget);
  buffers.onBufferActivate(({ activeBuffer }) => {
    if (activeBuffer !== buffers.alt) return;
    if (fits(left, service.rows, service.cols))
      for (const [y, line] of left.entries()) activeBuffer.lines.set(y, line);
    forget();
  });
}

function has({ params, length }: Params, mode: number): boolean {
  return params.subarray(0, length).includes(mode);
}

function linesOf({ buffer: { lines } }: Core): readonly Line[] {
  return Array.from({ length: lines.length }, (_, y) => lines.get(y)).filter(
    (line) => line !== undefined,
  );
}

/** Whether the screen has still the size that it was left with. */
function fits(lines: readonly Line[], rows: number, columns: number): boolean {
  return lines.length === rows && lines[0]?._data.length === columns * WORDS_PER_CELL;
}
