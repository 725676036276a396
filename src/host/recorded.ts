/**
 * What is recorded of a session, read again: both parts of its recording as one, also
 * when they are still written, or when their writer was killed.
 */
import { open, readFile, stat } from 'node:fs/promises';
import type { Size } from '../domain/session.js';
import type { Timestamp } from '../domain/time.js';
import { readEvent, readHeader, type CastEvent, type CastHeader } from './cast.js';
import { olderPart } from './recording.js';

export type Recorded = {
  readonly title: string;
  readonly size: Size;
  readonly startedAt: Timestamp;
  /** Seconds to the last event. */
  readonly length: number;
  /** When that was: a session that went on after a pause counts no seconds of it. */
  readonly until: Timestamp;
  /** In order of time, counted from the start. */
  readonly events: () => Iterable<CastEvent>;
  /** How much of the newer part is whole lines, and the seconds that it covers. */
  readonly end: { readonly bytes: number; readonly seconds: number };
};

type Part = {
  readonly header: CastHeader;
  readonly lines: Buffer;
  /** Seconds of its last event. */
  readonly length: number;
  /** Of the header and all whole lines. */
  readonly bytes: number;
  readonly changedAt: Timestamp;
};

/** The recording whose newer part is at `path`; undefined when nothing there could be shown. */
export async function readRecorded(path: string): Promise<Recorded | undefined> {
  const [older, newer] = await Promise.all([readPart(olderPart(path)), readPart(path)]);
  const parts = [older, newer].filter((part) => part !== undefined);
  const [first] = parts;
  if (!first) return undefined;
  return {
    ...first.header,
    length: parts.reduce((sum, { length }) => sum + length, 0),
    until: (newer ?? first).changedAt,
    events: () => eventsOf(parts),
    end: { bytes: newer?.bytes ?? 0, seconds: newer?.length ?? 0 },
  };
}

/** No header is longer. */
const HEADER_BYTES = 4096;

/** The header of the recording at `path`, without reading the rest. */
export async function headerAt(path: string): Promise<CastHeader | undefined> {
  await using file = await open(path, 'r');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES));
  const text = buffer.toString('utf8', 0, bytesRead);
  return readHeader(text.slice(0, text.indexOf('\n')));
}

async function readPart(path: string): Promise<Part | undefined> {
  const content = await readFile(path).catch(() => undefined);
  const changedAt = (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
  const end = content?.indexOf(NEWLINE) ?? -1;
  if (!content || end < 0) return undefined;
  const header = readHeader(content.toString('utf8', 0, end));
  if (!header) return undefined;
  const bytes = content.lastIndexOf(NEWLINE) + 1;
  const lines = content.subarray(end + 1, bytes);
  return { header, lines, length: lengthOf(lines), bytes, changedAt };
}

function lengthOf(lines: Buffer): number {
  let end = lines.length;
  while (end > 0) {
    const start = lines.lastIndexOf(NEWLINE, end - 2) + 1;
    const event = readEvent(lines.toString('utf8', start, end));
    if (event) return event.seconds;
    end = start;
  }
  return 0;
}

function* eventsOf(parts: readonly Part[]): Generator<CastEvent> {
  let before = 0;
  for (const [index, { header, lines, length }] of parts.entries()) {
    if (index > 0) yield { type: 'resize', seconds: before, size: header.size };
    // Whoever has the part before needs no screen to begin with, which would clear the past.
    let skips = index > 0 && header.continues;
    for (const line of linesOf(lines)) {
      const event = readEvent(line);
      if (event && !skips) yield { ...event, seconds: event.seconds + before };
      if (event) skips = false;
    }
    before += length;
  }
}

const NEWLINE = 0x0a;

function* linesOf(bytes: Buffer): Generator<string> {
  let start = 0;
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
    yield bytes.toString('utf8', start, end);
    start = end + 1;
  }
}
