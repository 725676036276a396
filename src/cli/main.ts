/**
 * The program `wtmux`: reads the command line, runs one command, and is the one place
 * where failures become messages and exit statuses.
 */
import { isatty } from 'node:tty';
import { CommanderError } from 'commander';
import { commandsFor } from './commands.js';
import type { Context } from './command.js';
import { Complaint } from './complaint.js';
import { ask, confirm } from './confirm.js';
import { outputTo } from './output.js';
import { findPlace, type Place } from './place.js';
import { program } from './program.js';

const WRONG_USAGE = 2;
const STDIN = 0;

void run(process.argv.slice(2)).then((status) => (process.exitCode = status));

async function run(args: readonly string[]): Promise<number> {
  const context = contextOf();
  let status = 0;
  try {
    const words = args.length === 0 ? ['attach'] : [...args];
    const commands = await commandsFor(words[0]);
    const finish = (result: number) => void (status = result);
    const line = program(commands, { context, words, finish });
    await line.parseAsync(words, { from: 'user' });
    return status;
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
  // Commander has printed its message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
  if (error instanceof Complaint) {
    output.note(`wtmux: ${error.message}`);
    return error.status;
  }
  const text = error instanceof Error ? error.message : String(error);
  output.note(`wtmux: ${text}`);
  if (env['WTMUX_DEBUG'] && error instanceof Error) output.note(error.stack ?? '');
  return 1;
}
