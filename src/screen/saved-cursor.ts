/**
 * What comes back with a saved cursor (DECRC, SCORC, modes 1048 and 1049): as in xterm that it waits
 * behind the last column, which xterm.js forgets, but not whether lines wrap, which it brings back.
 */
import type { Core } from './xterm-core.js';

export function keepSavedCursor(core: Core): void {
  const { _inputHandler: input, _bufferService: service } = core;
  const restore = input.restoreCursor.bind(input);
  input.restoreCursor = (params) => {
    core.buffer.savedWraparoundMode = core.coreService.decPrivateModes.wraparound;
    const handled = restore(params);
    if (core.buffer.savedX >= service.cols) core.buffer.x = service.cols;
    return handled;
  };
}
