/**
 * Puts a demo agent on its terminal the way agents do: header and log are printed once
 * and scroll away, the foot below them is replaced in place. Only what changed is
 * written, in one piece, inside synchronized-output brackets (mode 2026).
 */
import type { Size } from '../domain/session.js';
import type { Timestamp } from '../domain/time.js';
import type { Agent } from './agent.js';
import { foot, header, logLine, title, type Foot } from './draw.js';

const ESC = '\u001b';
const BEGIN = `${ESC}[?2026h`;
const END = `${ESC}[?2026l`;
const CLEAR = `${ESC}[H${ESC}[2J`;
const ERASE_BELOW = `${ESC}[J`;
const ERASE_LINE = `${ESC}[K`;

export class AgentScreen {
  readonly #write: (text: string) => void;
  /** Undefined until drawn, and after a resize. */
  #shown: { readonly foot: Foot; readonly logged: number } | undefined;
  #title = '';

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** The size changed, so nothing on the screen is where it was. */
  forget(): void {
    this.#shown = undefined;
  }

  draw(agent: Agent, size: Size, now: Timestamp): void {
    const next = foot(agent, size, now);
    const logged = agent.forgotten + agent.log.length;
    const body = this.#shown
      ? this.#change(this.#shown, { agent, next, columns: size.columns })
      : whole(agent, next, size);
    this.#shown = { foot: next, logged };
    const output = body + this.#titleChange(title(agent, now));
    if (output !== '') this.#write(BEGIN + output + END);
  }

  #change(
    shown: { readonly foot: Foot; readonly logged: number },
    wanted: { readonly agent: Agent; readonly next: Foot; readonly columns: number },
  ): string {
    const { agent, next, columns } = wanted;
    const fresh = agent.log.slice(Math.max(0, shown.logged - agent.forgotten));
    const old = shown.foot;
    const same = fresh.length === 0 && old.lines.length === next.lines.length;
    if (same) return inPlace(old, next);
    return (
      upTo(old) +
      ERASE_BELOW +
      fresh.map((line) => `${logLine(line, columns)}\r\n`).join('') +
      printed(next)
    );
  }

  #titleChange(wanted: string): string {
    if (wanted === this.#title) return '';
    this.#title = wanted;
    return `${ESC}]0;${wanted}\u0007`;
  }
}

/** The screen from nothing: as much of header and log as fits above the foot. */
function whole(agent: Agent, next: Foot, { columns, rows }: Size): string {
  const room = Math.max(0, rows - next.lines.length);
  const log = agent.log.map((line) => logLine(line, columns));
  const above = room === 0 ? [] : [...header(agent, columns), ...log].slice(-room);
  return CLEAR + above.map((line) => `${line}\r\n`).join('') + printed(next);
}

function printed(next: Foot): string {
  const below = next.lines.length - 1 - next.cursor.line;
  return next.lines.join('\r\n') + up(below) + column(next.cursor.column);
}

function inPlace(old: Foot, next: Foot): string {
  const changed = next.lines
    .map((line, index) => ({ line, index }))
    .filter(({ line, index }) => line !== old.lines[index]);
  const moved =
    old.cursor.line !== next.cursor.line || old.cursor.column !== next.cursor.column;
  if (changed.length === 0 && !moved) return '';

  let at = 0;
  let output = upTo(old);
  for (const { line, index } of changed) {
    output += `${down(index - at)}\r${line}${ERASE_LINE}`;
    at = index;
  }
  const { line, column: wanted } = next.cursor;
  return output + (line < at ? up(at - line) : down(line - at)) + column(wanted);
}

/** From the cursor to the first cell of the foot. */
function upTo({ cursor }: Foot): string {
  return `${up(cursor.line)}\r`;
}

const up = (count: number) => (count > 0 ? `${ESC}[${count}A` : '');
const down = (count: number) => (count > 0 ? `${ESC}[${count}B` : '');
const column = (index: number) => `\r${index > 0 ? `${ESC}[${index}C` : ''}`;
