/**
 * Text that is laid out before it is drawn: its columns and its clusters by the rules of the
 * screens it will stand in. `build.js` has Ink use this in place of what it brings along,
 * which follows another table and takes a third of a start to load (ICU's rules of text).
 */
import type { IUnicodeVersionProvider } from '@xterm/headless';
import { withoutSequences } from '../base/plain-text.js';
import { boundedClusters, columnsOf, isJoined } from './graphemes.js';
import { isHint } from './newer-characters.js';

/** Takes the place of an `Intl.Segmenter` of graphemes: its segments are what is drawn as one character. */
export class ClusterSegmenter implements Pick<Intl.Segmenter, 'segment'> {
  segment(text: string): Intl.Segments {
    return new Clusters(text);
  }
}

class Clusters implements Intl.Segments {
  readonly #all: readonly Intl.SegmentData[];

  constructor(text: string) {
    this.#all = [...clustersOf(text)];
  }

  [Symbol.iterator](): ReturnType<Intl.Segments[typeof Symbol.iterator]> {
    return this.#all[Symbol.iterator]();
  }

  /** The one that the UTF-16 unit at `index` is part of; undefined beyond the text. */
  containing(index = 0): Intl.SegmentData | undefined {
    let [low, high] = [0, this.#all.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const cluster = this.#all[middle];
      if (cluster === undefined || index < cluster.index) high = middle - 1;
      else if (index < cluster.index + cluster.segment.length) return cluster;
      else low = middle + 1;
    }
    return undefined;
  }
}

function* clustersOf(text: string): Generator<Intl.SegmentData> {
  let start = 0;
  let end = 0;
  let before = 0;
  for (const character of text) {
    const properties = propertiesOf(character, before);
    if (end > start && !isJoined(properties)) {
      yield { segment: text.slice(start, end), index: start, input: text };
      start = end;
    }
    end += character.length;
    before = properties;
  }
  if (end > start) yield { segment: text.slice(start), index: start, input: text };
}

/** The columns that `text` takes; control characters and sequences take none. */
export function columnsOfText(text: string): number {
  let columns = 0;
  let before = 0;
  for (const character of PLAIN.test(text) ? text : withoutSequences(text)) {
    if (isHint(character.codePointAt(0) ?? 0)) continue;
    const properties = propertiesOf(character, before);
    if (isJoined(properties)) columns -= columnsOf(before);
    columns += columnsOf(properties);
    before = properties;
  }
  return columns;
}

/** Without control characters, C0 and C1. */
const PLAIN = /^[^\0-\x1f\x7f-\x9f]*$/;

const CONTROL = 0;

/** As xterm has them; those of a control character have no columns, and nothing joins them. */
function propertiesOf(character: string, before: number): number {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)) return CONTROL;
  return (rules ??= boundedClusters()).charProperties(codePoint, before);
}

let rules: IUnicodeVersionProvider | undefined;
