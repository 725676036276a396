/**
 * Lines that go up or down between the margins of rows: SU, SD, IL and DL. xterm.js drops
 * those that leave and makes blank ones anew, two kilobytes each: a program that scrolls
 * all the time has the collector of garbage stop everybody. Here they come back blank.
 */
import type { Core, Params } from './xterm-core.js';

/** Rows of the visible screen; the last one belongs to them. */
type Rows = { readonly top: number; readonly bottom: number };

/** What the cells of blank lines are, as `getNullCell` gives it. */
type Blank = unknown;

/** Takes the place of xterm.js's own; counts are bounded elsewhere. */
export function moveLines(core: Core): void {
  const { _inputHandler: input } = core;
  const between = (final: string, move: (count: number) => void) =>
    input._parser.registerCsiHandler({ final }, ({ params }: Params) => {
      move(params[0] || 1);
      return true;
    });
  const coloured = () => core.buffer.getNullCell(input._eraseAttrData());
  between('S', (count) => {
    // As for a line feed: what goes out at the top of the screen is kept above it.
    if (core.buffer.hasScrollback && core.buffer.scrollTop === 0) scroll(core, count);
    else move(core, margins(core), { by: -count, blank: coloured() });
  });
  // As xterm.js does it: the background's colour does not come in from above.
  for (const final of ['T', '^'])
    between(final, (count) =>
      move(core, margins(core), { by: count, blank: core.buffer.getNullCell() }),
    );
  between('L', (count) => edit(core, { by: count, blank: coloured() }));
  between('M', (count) => edit(core, { by: -count, blank: coloured() }));
}

function scroll(core: Core, count: number): void {
  const { _bufferService: service, _inputHandler: input } = core;
  const { top, bottom } = margins(core);
  for (let left = Math.min(count, bottom - top + 1); left > 0; left--)
    service.scroll(input._eraseAttrData());
}

function margins({ buffer }: Core): Rows {
  return { top: buffer.scrollTop, bottom: buffer.scrollBottom };
}

type Move = { readonly by: number; readonly blank: Blank };

/** Moves the lines from the cursor's on. */
function edit(core: Core, how: Move): void {
  const { buffer } = core;
  core._inputHandler._restrictCursor();
  const { top, bottom } = margins(core);
  if (buffer.y < top || buffer.y > bottom) return;
  move(core, { top: buffer.y, bottom }, how);
  buffer.x = 0;
}

/** Down by a positive number of rows. */
function move({ buffer }: Core, { top, bottom }: Rows, { by, blank }: Move): void {
  const { lines, ybase } = buffer;
  const height = bottom - top + 1;
  const first = ybase + top;
  const moved = Array.from({ length: height }, (_, row) => lines.get(first + row));
  for (const [row, line] of moved.entries()) {
    const to = row + by;
    const at = first + (((to % height) + height) % height);
    if (line) lines.set(at, line);
    if (to >= 0 && to < height) continue;
    line?.fill(blank);
    buffer.setWrapped(at, false);
  }
}
