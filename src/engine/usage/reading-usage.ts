/**
 * Reads what the agent of one workstream used, in the files that it writes: only what was
 * appended since, and of that only the lines that tell something.
 */
import { Tally } from '../../agents/tally.js';
import {
  headIn,
  markOf,
  usageInLine,
  type Head,
  type Told,
  type ToldLine,
} from '../../agents/usage-told.js';
import { readAppended, UNREAD, type Mark } from '../../config/appended.js';
import { isSameTokens, type Counted, type Tokens } from '../../domain/usage.js';
import type { HeadRule, LineRule } from '../../formats/usage-rules.js';

/** Agents write what a tool said, and what they wrote, in one line; pictures are longer. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;

/** About a second of work: others are to be read meanwhile. */
const AT_ONCE_BYTES = 64 * 1024 * 1024;

const limits = { lineBytes: MAX_LINE_BYTES, atOnceBytes: AT_ONCE_BYTES };

/** The first line of a file says what it is about, beside instructions of the agent. */
const HEAD_BYTES = 1024 * 1024;

export type UsageRead = {
  readonly counted: readonly Counted[];
  /** There is more to be read. */
  readonly more: boolean;
};

/** `aside`: all of it is a subagent's. */
export type UsageFile = { readonly path: string; readonly aside: boolean };

type FileRead = {
  readonly mark: Mark;
  /** Lines up to here were counted by an engine before. */
  readonly countedUntil: number;
};

type Before = ReadonlyMap<string, Omit<Counted, 'source'>>;

export class UsageFilesRead {
  readonly #rule: LineRule;
  readonly #tally: Tally;
  readonly #files = new Map<string, FileRead>();
  readonly #reported = new Map<string, Tokens>();
  /** What its own lines told last; not those of subagents. */
  context: Pick<Told, 'context' | 'window'> = {};

  /** `before` is what was counted and journalled. */
  constructor(rule: LineRule, before: Before) {
    this.#rule = rule;
    for (const [source, { tokens, read = 0 }] of before) {
      if (!tokens || !source.startsWith('/')) continue;
      this.#reported.set(source, tokens);
      // Which messages were counted is known again when they are read again.
      const mark = rule.once === undefined ? { ...UNREAD, at: read } : UNREAD;
      this.#files.set(source, { mark, countedUntil: read });
    }
    this.#tally = new Tally(this.#reported);
  }

  /** Reads on in these files, and first in those that were counted before. */
  async read(files: readonly UsageFile[]): Promise<UsageRead> {
    const asides = new Set(files.flatMap(({ path, aside }) => (aside ? [path] : [])));
    const paths = files.map(({ path }) => path);
    const open = [...this.#files].filter(([, { countedUntil }]) => countedUntil > 0);
    let more = false;
    for (const path of new Set([...open.map(([name]) => name), ...paths]))
      more = (await this.#readOne(path, asides.has(path))) || more;
    return { counted: this.#news(), more };
  }

  async #readOne(path: string, aside: boolean): Promise<boolean> {
    const known = this.#files.get(path) ?? { mark: UNREAD, countedUntil: 0 };
    const word = markOf(this.#rule);
    const take = (line: Buffer, end: number) => {
      const told = line.includes(word) ? this.#toldBy(line) : undefined;
      if (!told) return;
      if (end > known.countedUntil) this.#tally.count(path, told);
      else this.#tally.recall(told);
      if (!told.aside && !aside) this.#takeContext(told);
    };
    const read = await readAppended(path, known.mark, { take, limits });
    if (!read) return false;
    const { mark, more } = read;
    const countedUntil = mark.at >= known.countedUntil ? 0 : known.countedUntil;
    this.#files.set(path, { mark, countedUntil: more ? countedUntil : 0 });
    return more;
  }

  #toldBy(line: Buffer): ToldLine | undefined {
    const value = parsed(line);
    return value === undefined ? undefined : usageInLine(this.#rule, value);
  }

  #takeContext({ context, window }: Told): void {
    if (context === undefined) return;
    this.context = { context, ...(window === undefined ? {} : { window }) };
  }

  /** Sums that have grown since they were told. */
  #news(): readonly Counted[] {
    return [...this.#files].flatMap(([source, { mark }]) => {
      const tokens = this.#tally.sum(source);
      const before = this.#reported.get(source);
      if (!tokens || (before && isSameTokens(before, tokens))) return [];
      this.#reported.set(source, tokens);
      return [{ source, tokens, read: mark.at }];
    });
  }
}

/** What the first line of a file says of it; undefined while there is none. */
export async function headOf(path: string, rule: HeadRule): Promise<Head | undefined> {
  let head: Head | undefined;
  const take = (line: Buffer) => {
    head ??= headIn(rule, parsed(line));
  };
  const first = { lineBytes: HEAD_BYTES, atOnceBytes: HEAD_BYTES };
  await readAppended(path, UNREAD, { take, limits: first });
  return head;
}

function parsed(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
