/**
 * What commander says of a wrong command line, on one line that says what to do: it
 * begins with `error: ` and may end in a second line with the word that was meant.
 */
export function usageError(text: string, command = ''): string {
  const [what = '', guess = ''] = text
    .replace(/^error: /, '')
    .trim()
    .split('\n');
  const meant = /Did you mean (?:one of )?(.*)\?/.exec(guess)?.[1];
  const where = command === '' ? 'wtmux --help' : helpOf(command);
  const then = meant === undefined ? `see \`${where}\`` : `did you mean ${meant}?`;
  return `wtmux${command === '' ? '' : ` ${command}`}: ${what.replace(/\.$/, '')}; ${then}\n`;
}

/** `help` takes one word. */
function helpOf(command: string): string {
  return command.includes(' ') ? `wtmux ${command} --help` : `wtmux help ${command}`;
}
