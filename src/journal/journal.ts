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

export type Damage = { readonly line: number; readonly text: string };

export type Replay<Entry> = {
  readonly journal: Journal<Entry>;
  readonly entries: readonly Entry[];
  readonly damaged: readonly Damage[];
};

/** The first line: what the file is, so that a later version can tell. */
const HEADER = { wtmux: 'journal', version: 1 };

/**
 * Opens or makes the journal at `path`, readable by its owner alone. Throws when it is a
 * journal of another version, or when the file cannot be written.
 */
export async function openJournal<Entry>(path: string): Promise<Replay<Entry>> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a+', 0o600);
  try {
    const text = await file.readFile('utf8');
    const whole = text.lastIndexOf('\n') + 1;
    if (whole < text.length) await file.truncate(Buffer.byteLength(text.slice(0, whole)));
    const journal = new Journal<Entry>(file);
    if (whole === 0) await journal.write(`${JSON.stringify(HEADER)}\n`);
    const entries: Entry[] = [];
    const damaged = parse(text.slice(0, whole), path, entries);
    return { journal, entries, damaged };
  } catch (error) {
    await file.close();
    throw error;
  }
}

export class Journal<Entry> implements AsyncDisposable {
  readonly #file: FileHandle;
  #waiting: string[] = [];
  /** The round that is written last, and the one that still takes entries. */
  #last: Promise<unknown> = Promise.resolve();
  #open: Promise<void> | undefined;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Resolves when the entry is on the disk; throws when it cannot be put there. */
  append(entry: Entry): Promise<void> {
    this.#waiting.push(`${JSON.stringify(entry)}\n`);
    this.#open ??= this.#round();
    return this.#open;
  }

  /** Text that is no entry. */
  async write(text: string): Promise<void> {
    await this.#file.appendFile(text);
    await this.#file.datasync();
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

/** Puts the entries of `text` into `entries`, and returns what is none. */
function parse(text: string, path: string, entries: unknown[]): readonly Damage[] {
  const damaged: Damage[] = [];
  const [header, ...lines] = text.split('\n').slice(0, -1);
  if (header !== undefined && header !== JSON.stringify(HEADER))
    throw new Error(
      `${path} was not written by this version of wtmux: ${header.slice(0, 80)}`,
    );
  for (const [index, line] of lines.entries()) {
    try {
      entries.push(JSON.parse(line));
    } catch {
      damaged.push({ line: index + 2, text: line });
    }
  }
  return damaged;
}
