/** The stdout that Ink draws into: it has a size, and hands each picture on. */
import { Socket } from 'node:net';

export class ChromeOutput extends Socket {
  readonly isTTY = true;
  columns: number;
  rows: number;
  readonly #show: (picture: string) => void;

  constructor(
    size: { readonly columns: number; readonly rows: number },
    show: (picture: string) => void,
  ) {
    super();
    this.columns = size.columns;
    this.rows = size.rows;
    this.#show = show;
  }

  override write(chunk: Uint8Array | string): boolean {
    this.#show(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    return true;
  }

  resize(size: { readonly columns: number; readonly rows: number }): void {
    this.columns = size.columns;
    this.rows = size.rows;
    this.emit('resize');
  }

  // Ink never asks for these of a debug screen; the type of a terminal has them.
  clearLine = () => true;
  clearScreenDown = () => true;
  cursorTo = () => true;
  moveCursor = () => true;
  getColorDepth = () => 4;
  hasColors = () => true;
  getWindowSize = (): [number, number] => [this.columns, this.rows];
}
