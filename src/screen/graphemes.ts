/**
 * How wide characters are and which belong together: Unicode's grapheme clusters, of bounded
 * length.
 */
import { pooledBytes } from './unpooled-buffers.js';
// oxlint-disable-next-line import/default -- CommonJS: Node gives its exports as the default
import addon from '@xterm/addon-unicode-graphemes';
import type { IUnicodeVersionProvider, Terminal } from '@xterm/headless';
import { assert } from '../base/assert.js';
import { isHint, knownAs } from './newer-characters.js';
import type { Core } from './xterm-core.js';

Buffer.poolSize = pooledBytes;

/**
 * Code points joined to the first of a cluster. Flags of regions and families have up to
 * ten; without a bound one cell takes megabytes of combining marks.
 */
const MAX_JOINED = 24;

/**
 * What xterm is told of a character: whether it joins the one before it, its columns, and
 * its kind in Unicode's rules (the low four bits of a larger state), 0 where none applies.
 */
const JOINS = 1;
const COLUMNS_SHIFT = 1;
const COLUMNS = 0b11 << COLUMNS_SHIFT;
const KIND_SHIFT = 3;
const KIND = 0xf << KIND_SHIFT;

const ASCII = 1 << COLUMNS_SHIFT;

/** The kinds that only ever follow, as bits: Extend, SpacingMark and ZWJ. */
const FOLLOWING = (1 << 2) | (1 << 4) | (1 << 10);

/** Of a mark that a sequence or a move parted from its character: it joins it, and has no columns. */
export const PARTED = JOINS;

/** Variation selector 16: what can be an emoji or text is one, and wide. */
const AS_EMOJI = 0xfe0f;

/** Characters of which runs consist; those beyond are rare and asked for one by one. */
const MAX_SIMPLE = 0xffff;

/** xterm leaves it out before it asks for its width. */
const SOFT_HYPHEN = 0xad;

/** By code point: 0 not yet known, else the columns of a simple character, or `SPECIAL`. */
const simpleWidths = new Uint8Array(MAX_SIMPLE + 1);
const SPECIAL = 3;

const VERSION = 'wtmux';

/**
 * The columns of a character that is a cluster by itself after text that nothing joins; 0
 * when it is not, or may be the first part of one.
 */
export type SimpleWidth = (codePoint: number) => number;

export function useGraphemes(terminal: Terminal, core: Core): SimpleWidth {
  terminal.unicode.register(bounded(clusters(), () => textBefore(core)));
  terminal.unicode.activeVersion = VERSION;
  return (codePoint) => {
    const known = simpleWidths[codePoint] ?? SPECIAL;
    return known < SPECIAL && known > 0 ? known : simpleWidthOf(codePoint);
  };
}

/** The same rules for text that is in no terminal. */
export function boundedClusters(): IUnicodeVersionProvider {
  let last = 0;
  const provider = bounded(clusters(), () => String.fromCodePoint(last));
  return {
    ...provider,
    charProperties(codePoint, preceding) {
      const properties = provider.charProperties(codePoint, preceding);
      last = codePoint;
      return properties;
    },
  };
}

/** All that the addon asks of a terminal. */
type AsksForRules = {
  activate(terminal: { readonly unicode: Terminal['unicode'] }): void;
};

let known: IUnicodeVersionProvider | undefined;

/** Those of the addon, which keep nothing of a terminal; it gives them to whom it is loaded into. */
function clusters(): IUnicodeVersionProvider {
  if (known) return known;
  const given: IUnicodeVersionProvider[] = [];
  const unicode = {
    register: (provider: IUnicodeVersionProvider) => void given.push(provider),
    versions: [],
    activeVersion: '',
  };
  const loaded: AsksForRules = new addon.UnicodeGraphemesAddon();
  loaded.activate({ unicode });
  known = given.find(({ version }) => version === '15-graphemes');
  assert(known, 'the grapheme addon has changed');
  return known;
}

/** The text of the character before the cursor. */
function textBefore({ buffer: { lines, ybase, x, y } }: Core): string {
  const line = lines.get(ybase + y);
  return line?.getString(x - (line.getWidth(x - 1) === 0 ? 2 : 1)) ?? '';
}

function simpleWidthOf(codePoint: number): number {
  if (codePoint > MAX_SIMPLE || simpleWidths[codePoint] === SPECIAL) return 0;
  const properties = clusters().charProperties(knownAs(codePoint), simpleProperties(1));
  const simple = codePoint !== SOFT_HYPHEN && !isHint(codePoint) && isSimple(properties);
  simpleWidths[codePoint] = simple ? columnsOf(properties) : SPECIAL;
  return simple ? columnsOf(properties) : 0;
}

/** Whether it joins the one before it. */
export function isJoined(properties: number): boolean {
  return (properties & JOINS) !== 0;
}

/** Whether nothing can join what stands before, of all that is simple. */
export function isUnjoined(properties: number): boolean {
  return properties >> KIND_SHIFT === 0;
}

/** The properties of a simple character. */
export function simpleProperties(columns: number): number {
  return columns << COLUMNS_SHIFT;
}

function isSimple(properties: number): boolean {
  return (properties & (JOINS | KIND)) === 0;
}

export function columnsOf(properties: number): number {
  return (properties & COLUMNS) >> COLUMNS_SHIFT;
}

/** @param before gives the text of the character that stands before */
function bounded(
  rules: IUnicodeVersionProvider,
  before: () => string,
): IUnicodeVersionProvider {
  let joined = 0;

  const join = (codePoint: number, properties: number, preceding: number) => {
    joined += 1;
    if (joined > MAX_JOINED) {
      joined = 0;
      return rules.charProperties(codePoint, 0);
    }
    if (codePoint !== AS_EMOJI || EMOJI.test(before())) return properties;
    return (properties & ~COLUMNS) | (preceding & COLUMNS);
  };

  return {
    version: VERSION,
    wcwidth: (codePoint) => (isHint(codePoint) ? 0 : rules.wcwidth(knownAs(codePoint))),
    charProperties(codePoint, preceding) {
      if (codePoint >= 0x20 && codePoint < 0x7f && isUnjoined(preceding)) {
        joined = 0;
        return ASCII;
      }
      // Nothing joins a mark that was parted from its character.
      const first = preceding === PARTED ? 0 : preceding;
      const properties = rules.charProperties(knownAs(codePoint), first);
      if (isJoined(properties)) return join(codePoint, properties, first);
      joined = 0;
      if (isSimple(properties)) return simpleProperties(columnsOf(properties));
      if (isFollowing(properties) && before().length <= MAX_JOINED) return PARTED;
      return properties;
    },
  };
}

function isFollowing(properties: number): boolean {
  return ((FOLLOWING >> ((properties & KIND) >> KIND_SHIFT)) & 1) === 1;
}

const EMOJI = /\p{Emoji}$/u;
