import type { Input } from '../../src/cli/command.js';

/** A command line: arguments in their order, options by name. */
export function anInput(
  args: readonly string[] = [],
  options: Readonly<Record<string, string | true>> = {},
): Input {
  return {
    argument: (index) => args[index] ?? '',
    rest: [],
    afterDashes: [],
    flag: (name) => options[name] === true,
    value: (name) => {
      const value = options[name];
      return typeof value === 'string' ? value : undefined;
    },
    values: () => [],
  };
}
