/**
 * The program `wtmux`: reads the command line, runs one command, and is the one place
 * where failures become messages and exit statuses.
 */
import { isatty } from 'node:tty';
import { attach } from './commands/attach.js';
import { commandsFor } from './commands.js';
import type { Context, Input } from './command.js';
import { Complaint } from './complaint.js';
import { ask, confirm } from './confirm.js';
import { outputTo } from './output.js';
import { findPlace, type Place } from './place.js';

const STDIN = 0;

const NO_INPUT: Input = {
  argument: () => '',
  rest: [],
  afterDashes: [],
  flag: () => false,
  value: () => undefined,
  values: () => [],
};

void run(process.argv.slice(2)).then((status) => (process.exitCode = status));

async function run(args: readonly string[]): Promise<number> {
  const context = contextOf();
  try {
    // wtmux alone is what a person waits for most: nothing is loaded for it that reads words.
    if (args.length === 0 || (args.length === 1 && args[0] === attach.name))
      return await attach.run(context, NO_INPUT);
    const commands = await commandsFor(args[0]);
    const { runLine } = await import('./program.js');
    return await runLine(commands, { context, words: args });
  } catch (error) {
    return explain(error, context);
  }
}

function contextOf(): Context {
  const { env, stdout, stderr } = process;
  const cwd = process.cwd();
  const interactive = isatty(STDIN) && stdout.isTTY;
  let place: Promise<Place> | undefined;
  return {
    cwd,
    env,
    programs: import.meta.dirname,
    output: outputTo({ stdout, stderr, env }),
    interactive,
    confirm: (question) => confirm(question, interactive),
    ask: (question, usual) => ask(question, { usual, interactive }),
    place: () => (place ??= findPlace(cwd, env)),
  };
}

function explain(error: unknown, { env, output }: Context): number {
  if (error instanceof Complaint) {
    output.note(`wtmux: ${error.message}`);
    return error.status;
  }
  const text = error instanceof Error ? error.message : String(error);
  output.note(`wtmux: ${text}`);
  if (env['WTMUX_DEBUG'] && error instanceof Error) output.note(error.stack ?? '');
  return 1;
}
