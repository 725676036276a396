/**
 * Prints results on stdout. Colour only for a terminal whose user did not refuse it
 * (no-color.org). A reader that goes away (`| head`) ends the program quietly, and a full
 * disk with a word.
 */
import { plainJson } from '../base/plain-json.js';
import { plainText } from '../base/plain-text.js';

export type Colour = 'red' | 'green' | 'yellow' | 'blue' | 'cyan' | 'dim' | 'bold';

export type Output = {
  /** One line of ours, which may hold colours made by `paint`. */
  readonly line: (text: string) => void;
  /** Foreign text of several lines. */
  readonly text: (text: string) => void;
  /** A line that was made of cells by the compositor's writers, which let no other sequence pass. */
  readonly rendered: (text: string) => void;
  /** One JSON document on a line or, for people, on several. */
  readonly json: (value: unknown) => void;
  /** A line for the person beside the result, on stderr. */
  readonly note: (text: string) => void;
  readonly paint: (colour: Colour, text: string) => string;
  /** Empties the screen, where there is one. */
  readonly clear: () => void;
  /** The width to fit into, in cells; no limit where no terminal is. */
  readonly columns: number;
};

const codes = {
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  cyan: 36,
  dim: 2,
  bold: 1,
} as const satisfies Record<Colour, number>;

const CLEAR = '\u001b[H\u001b[2J';

type Streams = {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
};

export function outputTo({ stdout, stderr, env }: Streams): Output {
  const terminal = stdout.isTTY;
  const coloured = terminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  stdout.on('error', ending(stderr));
  // Nothing is left to say it on.
  stderr.on('error', ({ code }: NodeJS.ErrnoException) =>
    process.exit(code === 'EPIPE' ? 0 : 1),
  );

  return {
    line: (text) => void stdout.write(`${text}\n`),
    text: (text) => void stdout.write(`${plainLines(text)}\n`),
    rendered: (text) => void stdout.write(`${text}\n`),
    json: (value) => void stdout.write(`${plainJson(value, terminal ? 2 : 0)}\n`),
    note: (text) => void stderr.write(`${plainLines(text)}\n`),
    paint: (colour, text) =>
      coloured ? `\u001b[${codes[colour]}m${text}\u001b[m` : text,
    clear: () => void (terminal && stdout.write(CLEAR)),
    columns: terminal ? stdout.columns : Number.POSITIVE_INFINITY,
  };
}

function plainLines(text: string): string {
  return text
    .split('\n')
    .map((line) => plainText(line, Number.POSITIVE_INFINITY))
    .join('\n');
}

/** Writes are synchronous to files and pipes, so what cannot be told is found at once. */
function ending(stderr: NodeJS.WriteStream): (error: NodeJS.ErrnoException) => void {
  return ({ code, message }) => {
    if (code === 'EPIPE') process.exit(0);
    stderr.write(`wtmux: the result cannot be written: ${plainText(message)}\n`);
    process.exit(1);
  };
}
