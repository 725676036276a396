/**
 * A regular expression that a user wrote, held against what an agent shows or asks: some
 * need longer than anybody waits (`^(a+)+$` on a row of `a` and a `c`), and the engine of
 * all agents would stand still with them. One that takes too long fits nothing.
 */
import type { Milliseconds } from '../domain/time.js';
import { inTime } from './in-time.js';

const LIMIT_MS: Milliseconds = 300;

/** Work, and not time: on a busy machine little of it is done within the limit. */
const MAX_WASTED_MICROSECONDS = 750_000;

export type TooLong = (pattern: string) => void;

export class BoundedPattern extends RegExp {
  readonly #tooLong: TooLong;
  #wasted = 0;

  /** `tooLong` is told once, when it is used no more. */
  constructor(source: string, flags: string, tooLong: TooLong = () => undefined) {
    super(source, flags);
    this.#tooLong = tooLong;
  }

  override exec(text: string): RegExpExecArray | null {
    if (this.#isGivenUp) return null;
    const before = process.cpuUsage();
    const found = inTime(LIMIT_MS, () => ({ match: super.exec(text) }));
    if (found) return found.match;
    this.#wasted += process.cpuUsage(before).user;
    if (this.#isGivenUp) this.#tooLong(this.source);
    return null;
  }

  get #isGivenUp(): boolean {
    return this.#wasted > MAX_WASTED_MICROSECONDS;
  }
}

/** As such a pattern if it needs to be one, which costs a third of a millisecond each time. */
export function patternOf(source: string, flags: string, tooLong: TooLong): RegExp {
  return mayTakeLong(source)
    ? new BoundedPattern(source, flags, tooLong)
    : new RegExp(source, flags);
}

const ESCAPES = /\\./gsu;
const SETS = /\[[^\]]*\]/gu;
const GROUP_MARKS = /\(\?(?:[:=!]|<[=!]?)/gu;
/** What fits most characters, repeated: where it ends is tried at each of them. */
const WIDE_REPEATS =
  /(?:(?<!\\)\.|\\[SWD]|\[(?:\^|[^\]]*\\[SWD])[^\]]*\])(?:[*+]|\{\d+,)/gu;

const MAX_REPEATS = 3;
const MAX_WIDE_REPEATS = 1;
const MAX_CHOICES = 12;

/**
 * Whether a text of a screen's size could take it long: a group that is repeated, which may
 * cut one text in ever more ways, or so many parts of open length that it comes to the same.
 */
function mayTakeLong(source: string): boolean {
  const plain = source
    .replaceAll(ESCAPES, 'x')
    .replaceAll(SETS, 'x')
    .replaceAll(GROUP_MARKS, '(');
  const count = (pattern: RegExp, text = plain) => text.match(pattern)?.length ?? 0;
  return (
    /\)[*+{]/u.test(plain) ||
    count(WIDE_REPEATS, source) > MAX_WIDE_REPEATS ||
    count(/[*+]|\{\d+,/gu) > MAX_REPEATS ||
    count(/[?|]/gu) > MAX_CHOICES
  );
}
