/**
 * What comes back with a saved cursor (DECRC, SCORC, modes 1048 and 1049): as in xterm not
 * whether lines wrap, which xterm.js brings back too.
 */
import type { Core } from './xterm-core.js';

export function keepAutowrap(core: Core): void {
  const { _parser: parser } = core._inputHandler;
  const keep = () => {
    const { normal, alt } = core._bufferService.buffers;
    const { wraparound } = core.coreService.decPrivateModes;
    normal.savedWraparoundMode = wraparound;
    alt.savedWraparoundMode = wraparound;
    return false;
  };
  parser.registerEscHandler({ final: '8' }, keep);
  parser.registerCsiHandler({ final: 'u' }, keep);
  parser.registerCsiHandler({ prefix: '?', final: 'l' }, keep);
}
