/**
 * What was appended to a file of lines since it was read last: read in pieces, so that
 * neither a long file nor a long line fills the memory. A last line that is only half
 * there is read again when it is whole.
 */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { isMissing } from './text-file.js';

/** How far a file was read. */
export type Mark = {
  /** The byte behind the last whole line. */
  readonly at: number;
  /** Tells the file from another one that took its name; undefined when not known. */
  readonly inode: number | undefined;
  /** It stands inside of a line that is too long to be read. */
  readonly inside: boolean;
};

export const UNREAD: Mark = { at: 0, inode: undefined, inside: false };

export type Limits = {
  /** A longer line is passed over. */
  readonly lineBytes: number;
  /** No more is read at once; what is left is read the next time. */
  readonly atOnceBytes: number;
};

export type TakeLine = (line: Buffer, end: number) => void;

const PIECE_BYTES = 256 * 1024;

const NEWLINE = 0x0a;

/**
 * Gives `take` each whole line behind `mark`, without its end, valid until it returns, with
 * the byte behind it; and returns how far that was, and whether more is there. Undefined when there is no such
 * regular file. One that is shorter than before, or another, is read from its start.
 */
export async function readAppended(
  path: string,
  mark: Mark,
  { take, limits }: { readonly take: TakeLine; readonly limits: Limits },
): Promise<{ readonly mark: Mark; readonly more: boolean } | undefined> {
  const file = await opened(path);
  if (!file) return undefined;
  try {
    const about = await file.stat();
    if (!about.isFile()) return undefined;
    const { size, ino: inode } = about;
    const other = mark.inode !== undefined && mark.inode !== inode;
    const from = other || size < mark.at ? UNREAD : mark;
    const until = Math.min(size, from.at + limits.atOnceBytes);
    const read = await linesOf(file, { from, until, lineBytes: limits.lineBytes }, take);
    return { mark: { ...read, inode }, more: until < size };
  } finally {
    await file.close();
  }
}

/** O_NONBLOCK: opening a named pipe must not wait for its writer. */
async function opened(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

type Stretch = {
  readonly from: Mark;
  readonly until: number;
  readonly lineBytes: number;
};

async function linesOf(
  file: FileHandle,
  { from, until, lineBytes }: Stretch,
  take: TakeLine,
): Promise<Pick<Mark, 'at' | 'inside'>> {
  const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, Math.max(0, until - from.at)));
  /** The pieces of a line that is not whole yet. */
  let begun: Buffer[] = [];
  let { at, inside } = from;
  let position = at;
  while (position < until) {
    const { bytesRead } = await file.read(
      piece,
      0,
      Math.min(piece.length, until - position),
      position,
    );
    if (bytesRead === 0) break;
    let start = 0;
    for (;;) {
      const end = piece.subarray(0, bytesRead).indexOf(NEWLINE, start);
      if (end < 0) break;
      const last = piece.subarray(start, end);
      start = end + 1;
      at = position + start;
      if (!inside) take(begun.length === 0 ? last : Buffer.concat([...begun, last]), at);
      begun = [];
      inside = false;
    }
    position += bytesRead;
    if (inside) at = position;
    else if (start < bytesRead) begun.push(Buffer.from(piece.subarray(start, bytesRead)));
    if (position - at > lineBytes) {
      inside = true;
      begun = [];
      at = position;
    }
  }
  return { at, inside };
}
