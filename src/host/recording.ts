/**
 * Records a session as asciicast v2 (docs.asciinema.org/manual/asciicast/v2): a header, then
 * an event a line, output and changes of size with the seconds since the start.
 *
 * Recording must cost a program nothing that is felt. Output is gathered for a moment and
 * written asynchronously; what floods is left out and followed by the screen it led to,
 * without its colours. A recording has two parts, of which the older is dropped when the
 * newer is full; each begins with the screen.
 */
import { createWriteStream, renameSync, type WriteStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { Size } from '../domain/session.js';
import {
  MAX_RECORDED_PART_BYTES,
  RECORDED_BURST_BYTES,
  RECORDED_BYTES_PER_SECOND,
} from './limits.js';

export type RecordingOptions = {
  /** The newer part; the older lies beside it, `olderPart` says where. */
  readonly path: string;
  readonly size: Size;
  /** Bytes that bring a terminal of the session's size to the session's screen. */
  readonly snapshot: () => string;
  /** Recording has ended because the file cannot be written. */
  readonly failed: (error: Error) => void;
};

/** Replay shows 30 moments a second; finer ones would cost a line of JSON each. */
const GATHER_MS = 33;

/** A disk that is slower than this is not waited for. */
const MAX_QUEUED_BYTES = 4 * 1024 * 1024;

export function olderPart(path: string): string {
  return path.replace(/(?:\.cast)?$/, '.older.cast');
}

export class Recording implements Disposable {
  readonly #options: RecordingOptions;
  readonly #decoder = new StringDecoder('utf8');
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

  /** Never throws: what cannot be written is told by `failed`. What was there is the older part. */
  constructor(options: RecordingOptions) {
    this.#options = options;
    this.#size = options.size;
    this.#begin();
  }

  /** `bytes` need to stay as they are only until this returns. */
  output(bytes: Buffer): void {
    if (!this.#file) return;
    this.#allowed -= bytes.length;
    if (this.#allowed < 0) this.#flooded = true;
    if (!this.#flooded) this.#gathered.push(Buffer.from(bytes));
    this.#timer ??= setTimeout(() => this.#gatheredAll(), GATHER_MS);
  }

  resize(size: Size): void {
    this.#flush();
    this.#size = size;
    this.#event('r', `${size.columns}x${size.rows}`);
  }

  /** Writes what is left. The file is whole some moments later. */
  [Symbol.dispose](): void {
    if (this.#flooded) this.#show();
    this.#flush();
    this.#file?.end();
    this.#file = undefined;
  }

  #begin(): void {
    const { path, failed } = this.#options;
    try {
      renameSync(path, olderPart(path));
    } catch {
      // There was none, or the file cannot be opened either, which is told.
    }
    this.#file?.end();
    const file = createWriteStream(path, { mode: 0o600 });
    file.on('error', (error) => {
      if (this.#file !== file) return;
      this.#file = undefined;
      failed(error);
    });
    this.#file = file;
    this.#written = 0;
    this.#startedAt = performance.now();
    this.#line({
      version: 2,
      width: this.#size.columns,
      height: this.#size.rows,
      timestamp: Math.floor(Date.now() / 1000),
      env: { TERM: 'xterm-256color' },
    });
  }

  #gatheredAll(): void {
    const now = performance.now();
    const more = ((now - this.#allowedAt) * RECORDED_BYTES_PER_SECOND) / 1000;
    this.#allowed = Math.min(Math.max(0, this.#allowed) + more, RECORDED_BURST_BYTES);
    this.#allowedAt = now;
    // A flood has ended when a moment passes in which little came.
    const over = this.#flooded && this.#allowed > more;
    if (over) this.#show();
    this.#flush();
    if (this.#flooded) this.#timer = setTimeout(() => this.#gatheredAll(), GATHER_MS);
  }

  /** The screen after a flood, in place of what was left out. */
  #show(): void {
    this.#flooded = false;
    this.#flush();
    this.#event('o', this.#options.snapshot());
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#gathered.length === 0) return;
    const text = this.#decoder.write(Buffer.concat(this.#gathered));
    this.#gathered = [];
    if (text !== '') this.#event('o', text);
    if (this.#written < MAX_RECORDED_PART_BYTES) return;
    this.#begin();
    this.#event('o', this.#options.snapshot());
  }

  #event(type: 'o' | 'r', data: string): void {
    const seconds = (performance.now() - this.#startedAt) / 1000;
    this.#line([Math.round(seconds * 1e6) / 1e6, type, data]);
  }

  #line(value: unknown): void {
    if (!this.#file) return;
    if (this.#file.writableLength > MAX_QUEUED_BYTES) {
      this.#flooded = true;
      return;
    }
    const line = `${JSON.stringify(value)}\n`;
    this.#written += line.length;
    this.#file.write(line);
  }
}
