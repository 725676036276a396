/**
 * An append-only file of JSON objects, one a line, from which a state is folded again.
 *
 * What `append` resolved is on the disk. Appends that come together share one write and
 * one fsync. A process killed while it writes leaves a torn last line: it is cut off when
 * the journal is opened again. A line that is broken in the middle was not torn but
 * damaged: it is reported with its number and left out.
 */
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { plainText } from '../base/plain-text.js';

export type Damage = {
  /** From 1, the header included. */
  readonly line: number;
  /** Its beginning, made harmless. */
  readonly text: string;
};

export type Replay<Entry> = {
  readonly journal: Journal<Entry>;
  readonly entries: readonly Entry[];
  readonly damaged: readonly Damage[];
};

/** The first line: what the file is, so that a later version can tell. */
const HEADER = { wtmux: 'journal', version: 1 };

const NEWLINE = 0x0a;

/**
 * Opens or makes the journal at `path`, readable by its owner alone. Throws when it is a
 * journal of another version, or when the file cannot be written.
 */
export async function openJournal<Entry>(path: string): Promise<Replay<Entry>> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a+', 0o600);
  try {
    // Bytes, not text: what is damaged may be no UTF-8, and would change its length.
    const bytes = await file.readFile();
    const whole = bytes.lastIndexOf(NEWLINE) + 1;
    const entries: Entry[] = [];
    const damaged = parse(bytes.subarray(0, whole), path, entries);
    if (whole < bytes.length) await file.truncate(whole);
    const journal = new Journal<Entry>(file);
    if (whole === 0) await begin(journal, path);
    return { journal, entries, damaged };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Writes the header, and makes sure that the file's name is on the disk as well. */
async function begin(journal: Journal<unknown>, path: string): Promise<void> {
  await journal.write(`${JSON.stringify(HEADER)}\n`);
  await using folder = await open(dirname(path), 'r');
  await folder.sync();
}

export class Journal<Entry> implements AsyncDisposable {
  readonly #file: FileHandle;
  #waiting: string[] = [];
  /** The round that is written last, and the one that still takes entries. */
  #last: Promise<unknown> = Promise.resolve();
  #open: Promise<void> | undefined;
  /** Why nothing can be appended any more: half a line may stand at the end. */
  #broken: unknown;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /**
   * Resolves when the entry is on the disk; throws when it cannot be put there, and from
   * then on always, so that nothing is written behind half a line.
   */
  append(entry: Entry): Promise<void> {
    this.#waiting.push(`${JSON.stringify(entry)}\n`);
    this.#open ??= this.#round();
    return this.#open;
  }

  /** Text that is no entry. */
  async write(text: string): Promise<void> {
    if (this.#broken !== undefined)
      throw new Error('The journal could not be written before', { cause: this.#broken });
    try {
      await this.#file.appendFile(text);
      await this.#file.datasync();
    } catch (error) {
      this.#broken = error;
      throw new Error('Cannot write the journal', { cause: error });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#last;
    await this.#file.close();
  }

  #round(): Promise<void> {
    const round = this.#last.then(() => {
      this.#open = undefined;
      return this.write(this.#waiting.splice(0).join(''));
    });
    this.#last = round.catch(() => undefined);
    return round;
  }
}

/** Puts the entries of `bytes` into `entries`, and returns what is none. */
function parse(bytes: Buffer, path: string, entries: unknown[]): readonly Damage[] {
  const damaged: Damage[] = [];
  let number = 0;
  for (const line of linesOf(bytes)) {
    number++;
    if (number === 1 && line !== JSON.stringify(HEADER))
      throw new Error(
        `${path} was not written by this version of wtmux: ${plainText(line, 80)}`,
      );
    if (number === 1) continue;
    try {
      entries.push(JSON.parse(line));
    } catch {
      damaged.push({ line: number, text: plainText(line, 80) });
    }
  }
  return damaged;
}

/** One line at a time: the whole of a long journal does not fit into one string. */
function* linesOf(bytes: Buffer): Generator<string> {
  let start = 0;
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
    yield bytes.toString('utf8', start, end);
    start = end + 1;
  }
}
