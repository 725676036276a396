/**
 * Records a session (`cast.ts` has the form): output and changes of size, with the seconds
 * since the start.
 *
 * Recording must cost a program nothing that is felt. Output is gathered for a moment and
 * written asynchronously; what floods is left out and followed by the screen it led to,
 * without its colours. A recording has two parts, of which the older is dropped when the
 * newer is full; each begins with the screen.
 */
import { createWriteStream, renameSync, truncateSync, type WriteStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { Size } from '../domain/session.js';
import { eventLine, headerLine } from './cast.js';
import {
  MAX_RECORDED_PART_BYTES,
  RECORDED_BURST_BYTES,
  RECORDED_BYTES_PER_SECOND,
} from './limits.js';
import { Moment } from './moment.js';

export type RecordingOptions = RecordingPlace & {
  readonly size: Size;
  /** Bytes that bring a terminal of the session's size to the session's screen. */
  readonly snapshot: () => string;
  /** Whether that is what all output led to, and the next begins with no rest of a sequence. */
  readonly settled: () => boolean;
  /** Recording has ended because the file cannot be written. */
  readonly failed: (error: Error) => void;
};

export type RecordingPlace = {
  /** The newer part; the older lies beside it, `olderPart` says where. */
  readonly path: string;
  readonly title: string;
  /** Where the part that is there ends, if it is to go on. */
  readonly goesOn?: { readonly bytes: number; readonly seconds: number } | undefined;
  /** When a part is full; another one is for trying what follows. */
  readonly partBytes?: number;
  /** The older part has been replaced. */
  readonly grown?: () => void;
};

/** Replay shows 30 moments a second; finer ones would cost a line of JSON each. */
const GATHER_MS = 33;

/** What a disk is behind by more than this is left out, as of a flood. */
const MAX_QUEUED_BYTES = 4 * 1024 * 1024;

/** A program that floods in bursts has its screen, of up to some 100 KB, recorded so often. */
const SNAPSHOT_INTERVAL_MS = 1000;

export const OLDER_ENDING = '.older.cast';

export function olderPart(path: string): string {
  return path.replace(/(?:\.cast)?$/, OLDER_ENDING);
}

export class Recording implements Disposable {
  readonly #options: RecordingOptions;
  #decoder = new StringDecoder('utf8');
  readonly #closed = new Moment();
  #file: WriteStream | undefined;
  #size: Size;
  #startedAt = performance.now();
  #written = 0;
  #gathered: Buffer[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** Bytes that may be recorded by now, beside what was. */
  #allowed = RECORDED_BURST_BYTES;
  #allowedAt = performance.now();
  #flooded = false;
  #shownAt = -Infinity;

  /** Never throws: what cannot be written is told by `failed`. What was there is the older part. */
  constructor(options: RecordingOptions) {
    this.#options = options;
    this.#size = options.size;
    if (options.goesOn) this.#goOn(options.goesOn);
    else this.#begin(false);
  }

  /** Resolves when nothing more will be written. */
  get closed(): Promise<void> {
    return this.#closed.reached;
  }

  /** `bytes` need to stay as they are only until this returns. */
  output(bytes: Buffer): void {
    if (!this.#file) return;
    this.#allowed -= bytes.length;
    if (this.#allowed < 0) this.#flooded = true;
    if (!this.#flooded) this.#gathered.push(Buffer.from(bytes));
    this.#gatherOn();
  }

  resize(size: Size): void {
    this.#flush();
    this.#size = size;
    this.#write(eventLine({ type: 'resize', seconds: this.#seconds, size }));
    if (this.#flooded) this.#gatherOn();
  }

  /** Writes what is left. */
  [Symbol.dispose](): void {
    if (this.#flooded) this.#show();
    this.#flush();
    this.#end();
    this.#file = undefined;
  }

  get #seconds(): number {
    return (performance.now() - this.#startedAt) / 1000;
  }

  #goOn({ bytes, seconds }: NonNullable<RecordingPlace['goesOn']>): void {
    try {
      // What a killed host left of a line.
      truncateSync(this.#options.path, bytes);
    } catch {
      return this.#begin(false);
    }
    this.#open('a');
    this.#written = bytes;
    this.#startedAt -= seconds * 1000;
    this.resize(this.#size);
  }

  #begin(continues: boolean): void {
    const { path, title } = this.#options;
    try {
      renameSync(path, olderPart(path));
    } catch {
      // There was none, or the file cannot be opened either, which is told.
    }
    this.#open('w');
    this.#written = 0;
    this.#startedAt = performance.now();
    const startedAt = Date.now();
    this.#write(headerLine({ size: this.#size, startedAt, title, continues }));
    if (continues) this.#snapshot();
  }

  #open(flags: 'a' | 'w'): void {
    const { path, failed } = this.#options;
    this.#file?.end();
    const file = createWriteStream(path, { flags, mode: 0o600 });
    file.on('error', (error) => {
      if (this.#file !== file) return;
      this.#end();
      this.#file = undefined;
      failed(error);
    });
    this.#file = file;
  }

  #end(): void {
    clearTimeout(this.#timer);
    if (!this.#file) return this.#closed.reach();
    this.#file.once('close', () => this.#closed.reach());
    this.#file.end();
  }

  #gatheredAll(): void {
    const now = performance.now();
    const more = ((now - this.#allowedAt) * RECORDED_BYTES_PER_SECOND) / 1000;
    this.#allowed = Math.min(Math.max(0, this.#allowed) + more, RECORDED_BURST_BYTES);
    this.#allowedAt = now;
    // A flood has ended when a moment passes in which little came.
    const over = this.#flooded && this.#allowed > more && !this.#isFull;
    if (over && this.#options.settled() && now - this.#shownAt > SNAPSHOT_INTERVAL_MS)
      this.#show();
    this.#flush();
    if (this.#flooded) this.#gatherOn();
  }

  #gatherOn(): void {
    this.#timer ??= setTimeout(() => this.#gatheredAll(), GATHER_MS);
  }

  /** The screen after a flood, in place of what was left out. */
  #show(): void {
    this.#flooded = false;
    this.#shownAt = performance.now();
    this.#flush();
    // What it has of a character is of one that was left out.
    this.#decoder = new StringDecoder('utf8');
    this.#snapshot();
  }

  #snapshot(): void {
    const text = this.#options.snapshot();
    this.#write(eventLine({ type: 'output', seconds: this.#seconds, text }));
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#gathered.length > 0) this.#print(this.#decoder.write(this.#takeGathered()));
    const { partBytes = MAX_RECORDED_PART_BYTES, settled, grown } = this.#options;
    // Until it is settled, what comes next is of this part.
    if (this.#written < partBytes || !settled()) return;
    this.#begin(true);
    grown?.();
  }

  #takeGathered(): Buffer {
    const bytes = Buffer.concat(this.#gathered);
    this.#gathered = [];
    return bytes;
  }

  /** Output alone can be left out: the screen that it led to follows. */
  #print(text: string): void {
    if (text === '') return;
    if (!this.#isFull)
      return this.#write(eventLine({ type: 'output', seconds: this.#seconds, text }));
    this.#flooded = true;
    this.#gatherOn();
  }

  get #isFull(): boolean {
    const { partBytes = MAX_RECORDED_PART_BYTES } = this.#options;
    const queued = this.#file?.writableLength ?? 0;
    return queued > MAX_QUEUED_BYTES || this.#written > 2 * partBytes;
  }

  #write(line: string): void {
    if (!this.#file) return;
    this.#written += Buffer.byteLength(line);
    this.#file.write(line);
  }
}
