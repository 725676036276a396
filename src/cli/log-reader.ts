/** Reads what was added to a log since the last look, and starts over when it was emptied. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

export class LogReader implements Disposable {
  readonly path: string;
  readonly #file: number;
  #at = 0;
  #decoder = new StringDecoder('utf8');

  /** Throws when there is no such file. */
  constructor(path: string) {
    this.path = path;
    this.#file = openSync(path, 'r');
  }

  read(): string {
    const { size } = fstatSync(this.#file);
    if (size < this.#at) {
      this.#at = 0;
      this.#decoder = new StringDecoder('utf8');
    }
    const bytes = Buffer.alloc(size - this.#at);
    this.#at += readSync(this.#file, bytes, 0, bytes.length, this.#at);
    return this.#decoder.write(bytes);
  }

  [Symbol.dispose](): void {
    closeSync(this.#file);
  }
}
