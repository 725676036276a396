/**
 * How wide characters are and which belong together: Unicode 15's grapheme clusters, of
 * bounded length.
 */
import { pooledBytes } from './unpooled-buffers.js';
// oxlint-disable-next-line import/default -- CommonJS: Node gives its exports as the default
import addon from '@xterm/addon-unicode-graphemes';
import type { IUnicodeVersionProvider, Terminal } from '@xterm/headless';
import { assert } from '../base/assert.js';
import type { Core } from './xterm-core.js';

Buffer.poolSize = pooledBytes;

/**
 * Code points joined to the first of a cluster. Flags of regions and families have up to
 * ten; without a bound one cell takes megabytes of combining marks.
 */
const MAX_JOINED = 24;

/** What xterm makes of plain ASCII after plain text: one column, no join. */
const PLAIN = 0b10;

const VERSION = 'wtmux';

export function useGraphemes(terminal: Terminal, core: Core): void {
  terminal.loadAddon(new addon.UnicodeGraphemesAddon());
  const clusters = core.unicodeService._providers['15-graphemes'];
  assert(clusters, 'the grapheme addon has changed');
  terminal.unicode.register(bounded(clusters));
  terminal.unicode.activeVersion = VERSION;
}

function bounded(clusters: IUnicodeVersionProvider): IUnicodeVersionProvider {
  let joined = 0;
  return {
    version: VERSION,
    wcwidth: (codePoint) => clusters.wcwidth(codePoint),
    charProperties(codePoint, preceding) {
      if (codePoint >= 0x20 && codePoint < 0x7f && preceding >> 3 === 0) {
        joined = 0;
        return PLAIN;
      }
      const properties = clusters.charProperties(codePoint, preceding);
      joined = (properties & 1) === 0 ? 0 : joined + 1;
      if (joined <= MAX_JOINED) return properties;
      joined = 0;
      return clusters.charProperties(codePoint, 0);
    },
  };
}
