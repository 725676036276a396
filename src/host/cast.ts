/**
 * A recording's lines as data: asciicast v2 (docs.asciinema.org/manual/asciicast/v2), a
 * header and an event a line. What is no line of either kind is left out, since a host
 * that was killed leaves half a line at the end.
 */
import type { Size } from '../domain/session.js';
import type { Timestamp } from '../domain/time.js';

export type CastHeader = {
  readonly size: Size;
  readonly startedAt: Timestamp;
  /** The name of the session. Players show it as the title. */
  readonly title: string;
  /** Begins with the screen to which the part before it led. */
  readonly continues: boolean;
};

/** `seconds` are counted from the header's moment. */
export type CastEvent =
  | { readonly type: 'output'; readonly seconds: number; readonly text: string }
  | { readonly type: 'resize'; readonly seconds: number; readonly size: Size };

export function headerLine({ size, startedAt, title, continues }: CastHeader): string {
  return lineOf({
    version: 2,
    width: size.columns,
    height: size.rows,
    timestamp: Math.floor(startedAt / 1000),
    title,
    env: { TERM: 'xterm-256color' },
    // Players leave out what they do not know.
    ...(continues ? { continues } : {}),
  });
}

export function eventLine(event: CastEvent): string {
  const seconds = Math.round(event.seconds * 1e6) / 1e6;
  if (event.type === 'output') return lineOf([seconds, 'o', event.text]);
  const { columns, rows } = event.size;
  return lineOf([seconds, 'r', `${columns}x${rows}`]);
}

export function readHeader(line: string): CastHeader | undefined {
  const value = parsed(line);
  if (typeof value !== 'object' || value === null || !('version' in value))
    return undefined;
  const { width, height, timestamp, title, continues }: Partial<Record<string, unknown>> =
    { ...value };
  if (typeof width !== 'number' || typeof height !== 'number') return undefined;
  return {
    size: { columns: width, rows: height },
    startedAt: typeof timestamp === 'number' ? timestamp * 1000 : 0,
    title: typeof title === 'string' ? title : '',
    continues: continues === true,
  };
}

export function readEvent(line: string): CastEvent | undefined {
  const value = parsed(line);
  if (!Array.isArray(value)) return undefined;
  const [seconds, type, data]: readonly unknown[] = value;
  if (typeof seconds !== 'number' || typeof data !== 'string') return undefined;
  if (type === 'o') return { type: 'output', seconds, text: data };
  const [, columns, rows] = /^(\d+)x(\d+)$/.exec(data) ?? [];
  if (type !== 'r' || columns === undefined) return undefined;
  return {
    type: 'resize',
    seconds,
    size: { columns: Number(columns), rows: Number(rows) },
  };
}

function lineOf(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
