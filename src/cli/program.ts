/** The command line and its help, made from the list of commands. */
import { Command as Commander, CommanderError, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import type { Command, Context, Group, Input } from './command.js';
import { usageError } from './usage-error.js';

const WRONG_USAGE = 2;

export type Line = {
  readonly context: Context;
  /** The command line, without the program. */
  readonly words: readonly string[];
};

type Call = Line & {
  /** Told the exit status of the command that ran. */
  readonly finish: (status: number) => void;
};

/** Gives the exit status. Throws what the command throws. */
export async function runLine(
  commands: readonly (Command | Group)[],
  line: Line,
): Promise<number> {
  let status = 0;
  const wtmux = program(commands, { ...line, finish: (result) => (status = result) });
  try {
    await wtmux.parseAsync([...line.words], { from: 'user' });
    return status;
  } catch (error) {
    // It has printed its message, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
    throw error;
  }
}

function program(commands: readonly (Command | Group)[], call: Call): Commander {
  const wtmux = new Commander('wtmux')
    .description(manifest.description)
    .version(manifest.version)
    .usage('[command]')
    .helpCommand('help [command]', 'Explain a command')
    .addHelpText('after', '\nwtmux alone opens the console: wtmux attach.')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(usageError(text)) });
  for (const command of commands)
    wtmux.addCommand(
      'commands' in command ? group(command, call) : parser(command, call),
    );
  return wtmux;
}

function group({ name, summary, commands }: Group, call: Call): Commander {
  const made = bare({ name, summary });
  for (const command of commands)
    made.addCommand(parser({ ...command, within: name }, call));
  return made;
}

type Named = {
  readonly name: string;
  readonly summary: string;
  readonly within?: string | undefined;
  /** Whether any words may follow. */
  readonly takesWords?: boolean;
};

function bare({ name, summary, within = '', takesWords = false }: Named): Commander {
  const made = new Commander(name).description(summary).exitOverride();
  const called = `${within} ${name}`.trim();
  made.configureOutput({
    outputError: (text, write) => write(usageError(text, called, takesWords)),
  });
  return made;
}

function parser(
  command: Command & { readonly within?: string },
  { context, words, finish }: Call,
): Commander {
  const { usage, options = [], examples, more = '' } = command;
  const parsed = bare({ ...command, takesWords: /\.\.\.[>\]]$/.test(usage) });
  if (usage !== '') parsed.arguments(usage);
  for (const { flags, help, required = false } of options)
    parsed.addOption(new Option(flags, help).makeOptionMandatory(required));
  parsed.addHelpText('after', `\nExamples:\n${exampleLines(examples)}${more}`);
  return parsed.action(async () => {
    finish(await command.run(context, inputOf(parsed, words)));
  });
}

function exampleLines(examples: Command['examples']): string {
  const width = Math.max(...examples.map(([line]) => line.length));
  return examples
    .map(([line, meaning]) => `  wtmux ${line.padEnd(width)}  ${meaning}`)
    .join('\n');
}

function inputOf(parsed: Commander, words: readonly string[]): Input {
  const given: readonly unknown[] = parsed.processedArgs;
  const options: Readonly<Record<string, unknown>> = parsed.opts();
  const last = given.at(-1);
  const dashes = words.indexOf('--');
  return {
    argument: (index) => textOf(given[index]) ?? '',
    rest: Array.isArray(last) ? last.map(String) : [],
    // The parser forgets where they stood.
    afterDashes: dashes < 0 ? [] : words.slice(dashes + 1),
    flag: (name) => options[camelCase(name)] === true,
    value: (name) => textOf(options[camelCase(name)]),
    values: (name) => textsOf(options[camelCase(name)]),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Commander names `--dry-run` so. */
function camelCase(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
