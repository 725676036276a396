/** xterm.js as it is, to which one of ours does some things otherwise is held. */
import xterm from '@xterm/headless';
import { coreOf } from '../../src/screen/xterm-check.js';
import type { Core } from '../../src/screen/xterm-core.js';

/** In cells, and small, so that all of it is soon written. */
export const BARE = { columns: 12, rows: 6 } as const;

export function bareCore(scrollback: number): Core {
  const terminal = new xterm.Terminal({
    allowProposedApi: true,
    cols: BARE.columns,
    rows: BARE.rows,
    scrollback,
  });
  return coreOf(terminal);
}

/** All that may differ. */
export function pictureOf({ buffer }: Core) {
  const lines = Array.from({ length: buffer.lines.length }, (_, y) => {
    const line = buffer.lines.get(y);
    return {
      words: line && [...line._data],
      wrapped: line?.isWrapped,
      text: line?.translateToString(false),
    };
  });
  return { x: buffer.x, y: buffer.y, ybase: buffer.ybase, lines };
}
