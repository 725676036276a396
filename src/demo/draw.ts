/**
 * What a demo agent looks like: a header, a log that scrolls, and a foot that is drawn
 * again and again. Gives lines of text with SGR; where they go is the business of
 * `terminal.ts`.
 */
import { unreachable } from '../base/assert.js';
import type { Size } from '../domain/session.js';
import type { Timestamp } from '../domain/time.js';
import { choices, type Agent } from './agent.js';
import { cells, head, tail } from './cells.js';

export type Foot = {
  readonly lines: readonly string[];
  /** Where the cursor stands, in cells from the foot's first line. */
  readonly cursor: { readonly line: number; readonly column: number };
};

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;

/** Ten frames a second at most: more costs CPU in seven agents at once and shows nothing. */
export const SPINNER_FRAME_MS = 125;

/** A title changes less often: every change reaches every console as an event. */
const TITLE_FRAME_MS = 1000;

/** Below this many rows the prompt has no box and the menu no headline. */
const ROWS_FOR_BOX = 10;

const colour = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[m`;
const dim = colour(2);
const bold = colour(1);
const cyan = colour(36);
const green = colour(32);
const yellow = colour(33);

export function header(agent: Agent, columns: number): readonly string[] {
  const inner = Math.max(1, columns - 4);
  const title = head(`✻ ${agent.task.id} · ${agent.task.name}`, inner);
  const branch = head(`on ${agent.task.branch}`, inner);
  const boxed = (text: string, paint: (text: string) => string) =>
    `${dim('│')} ${paint(text)}${' '.repeat(inner - cells(text))} ${dim('│')}`;
  return [
    dim(`╭${'─'.repeat(inner + 2)}╮`),
    boxed(title, bold),
    boxed(branch, dim),
    dim(`╰${'─'.repeat(inner + 2)}╯`),
    '',
  ];
}

/** A line of the log in its colours, cut to the width. */
export function logLine(line: string, columns: number): string {
  const cut = head(line, columns);
  if (cut.startsWith('●')) return green('●') + cut.slice(1);
  if (cut.startsWith('  └') || cut.startsWith('>')) return dim(cut);
  return cut;
}

export function foot(agent: Agent, { columns, rows }: Size, now: Timestamp): Foot {
  if (agent.phase.type === 'asking') return menu(agent.phase.choice, columns, rows);
  const status = head(statusLine(agent, now), columns);
  const above = status === '' ? [] : [cyan(status)];
  const boxed = rows >= ROWS_FOR_BOX && columns >= 8;
  return boxed ? boxedPrompt(agent, columns, above) : barePrompt(agent, columns, above);
}

function boxedPrompt(agent: Agent, columns: number, above: readonly string[]): Foot {
  const inner = columns - 4;
  const text = `❯ ${tail(agent.typed, inner - 3)}`;
  const padded = text + ' '.repeat(inner - cells(text));
  return {
    lines: [
      ...above,
      dim(`╭${'─'.repeat(columns - 2)}╮`),
      `${dim('│')} ${padded} ${dim('│')}`,
      dim(`╰${'─'.repeat(columns - 2)}╯`),
      dim(head(hint(agent), columns)),
    ],
    cursor: { line: above.length + 1, column: 2 + cells(text) },
  };
}

function barePrompt(agent: Agent, columns: number, above: readonly string[]): Foot {
  const text = head(`❯ ${tail(agent.typed, columns - 3)}`, columns);
  return {
    lines: [...above, text],
    cursor: { line: above.length, column: Math.min(cells(text), columns - 1) },
  };
}

function menu(choice: number, columns: number, rows: number): Foot {
  const options = choices.map((label, index) => {
    const chosen = index === choice;
    const line = head(` ${chosen ? '❯' : ' '} ${index + 1}. ${label}`, columns);
    return chosen ? yellow(line) : line;
  });
  const rule = rows < ROWS_FOR_BOX ? [] : [dim('─'.repeat(columns))];
  const help = rows < ROWS_FOR_BOX ? [] : ['', dim(head(' Enter to confirm', columns))];
  const question = bold(head(' Start this plan?', columns));
  return {
    lines: [...rule, question, ...options, ...help],
    cursor: { line: rule.length + 1 + choice, column: Math.min(1, columns - 1) },
  };
}

function statusLine(agent: Agent, now: Timestamp): string {
  switch (agent.phase.type) {
    case 'planning':
      return `${frame(now, SPINNER_FRAME_MS)} Planning…`;
    case 'working': {
      const seconds = Math.floor((now - agent.phase.since) / 1000);
      const spinner = frame(now, SPINNER_FRAME_MS);
      return `${spinner} ${agent.phase.doing}… (${seconds}s · esc to interrupt)`;
    }
    case 'asking':
    case 'listening':
    case 'ready':
      return '';
    default:
      return unreachable(agent.phase);
  }
}

function hint(agent: Agent): string {
  if (agent.leaving) return '  Press Ctrl+C again to leave';
  return agent.phase.type === 'listening'
    ? '  Say what to change, then Enter'
    : '  /exit to leave';
}

/** What the title says: a mark that tells busy from waiting, the id, and the deed. */
export function title(agent: Agent, now: Timestamp): string {
  const { phase, task } = agent;
  switch (phase.type) {
    case 'planning':
      return `${frame(now, TITLE_FRAME_MS)} ${task.id} · planning`;
    case 'asking':
      return `? ${task.id} · plan ready`;
    case 'listening':
      return `? ${task.id} · what should change`;
    case 'working':
      return `${frame(now, TITLE_FRAME_MS)} ${task.id} · ${lower(phase.doing)}`;
    case 'ready':
      return `✳ ${task.id} · ready`;
    default:
      return unreachable(phase);
  }
}

function frame(now: Timestamp, lengthMs: number): string {
  return SPINNER[Math.floor(now / lengthMs) % SPINNER.length] ?? SPINNER[0];
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
