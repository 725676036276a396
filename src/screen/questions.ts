/** Questions about the terminal that xterm leaves open, answered as xterm itself would. */
import type { Size } from '../domain/session.js';
import { hooked } from './payloads.js';
import { CELL_PIXELS } from './screen-size.js';
import type { Core } from './xterm-core.js';

/**
 * What XTGETTCAP may be asked for here: what `TERM` promises, and the names under which
 * programs look for what it cannot (tmux's and Neovim's). Those without a value are switches.
 */
const CAPABILITIES: ReadonlyMap<string, string> = new Map([
  ['TN', 'xterm-256color'],
  ['name', 'xterm-256color'],
  ['Co', '256'],
  ['colors', '256'],
  ['RGB', '8'],
  ['Tc', ''],
  ['setrgbf', '\x1b[38:2:%p1%d:%p2%d:%p3%dm'],
  ['setrgbb', '\x1b[48:2:%p1%d:%p2%d:%p3%dm'],
  ['Smulx', '\x1b[4:%p1%dm'],
  ['Ss', '\x1b[%p1%d q'],
  ['Se', '\x1b[2 q'],
  ['Ms', '\x1b]52;%p1%s;%p2%s\x07'],
]);

const MAX_QUESTION_LENGTH = 1024;

export function answerQuestions(
  { _inputHandler: input }: Core,
  size: () => Size,
  reply: (text: string) => void,
): void {
  const { _parser: parser } = input;
  parser.registerCsiHandler({ prefix: '>', final: 'q' }, ({ params }) => {
    // XTVERSION, by which programs choose what they dare to use.
    if ((params[0] ?? 0) === 0) reply('\x1bP>|wtmux\x1b\\');
    return true;
  });
  parser.registerCsiHandler({ prefix: '=', final: 'c' }, ({ params }) => {
    if ((params[0] ?? 0) === 0) reply('\x1bP!|00000000\x1b\\');
    return true;
  });
  parser.registerCsiHandler({ final: 't' }, ({ params }) => {
    const answer = windowReport(params[0] ?? 0, size());
    if (answer === undefined) return false;
    reply(`\x1b[${answer}t`);
    return true;
  });
  // DECRQDE, how much of the page is shown: all of the only one.
  parser.registerCsiHandler({ intermediates: '"', final: 'v' }, () => {
    const { rows, columns } = size();
    reply(`\x1b[${rows};${columns};1;1;1"w`);
    return true;
  });
  parser.registerDcsHandler(
    { intermediates: '+', final: 'q' },
    hooked(MAX_QUESTION_LENGTH, (names) => {
      for (const name of names.split(';')) reply(capability(name));
      return true;
    }),
  );
}

/** A pane is a window that fills its whole display, open and at its corner. */
function windowReport(question: number, { columns, rows }: Size): string | undefined {
  const pixels = `${rows * CELL_PIXELS.height};${columns * CELL_PIXELS.width}`;
  switch (question) {
    case 11:
      return '1';
    case 13:
      return '3;0;0';
    case 14:
      return `4;${pixels}`;
    case 15:
      return `5;${pixels}`;
    case 16:
      return `6;${CELL_PIXELS.height};${CELL_PIXELS.width}`;
    case 19:
      return `9;${rows};${columns}`;
    default:
      return undefined;
  }
}

function capability(name: string): string {
  // Told back what is no name, a shell would run what a file says that somebody looks at.
  if (!/^[\da-f]*$/i.test(name)) return '\x1bP0+r\x1b\\';
  const value = CAPABILITIES.get(Buffer.from(name, 'hex').toString());
  if (value === undefined) return `\x1bP0+r${name}\x1b\\`;
  const hex = Buffer.from(value).toString('hex').toUpperCase();
  return `\x1bP1+r${name}${hex === '' ? '' : '='}${hex}\x1b\\`;
}
