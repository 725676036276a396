/**
 * What commander says of a wrong command line, on one line that says what to do: it
 * begins with `error: ` and may end in a second line with the word that was meant.
 * `takesWords`: the command takes any words, so an option may have been meant as one.
 */
export function usageError(text: string, command = '', takesWords = false): string {
  const [what = '', guess = ''] = text
    .replace(/^error: /, '')
    .trim()
    .split('\n');
  const meant = /Did you mean (?:one of )?(.*)\?/.exec(guess)?.[1];
  const where = command === '' ? 'wtmux --help' : helpOf(command);
  const see = meant === undefined ? `see \`${where}\`` : `did you mean ${meant}?`;
  const isWord = takesWords && what.startsWith('unknown option');
  const then = isWord ? `${see.replace('?', '')}, or put \`--\` before the words` : see;
  return `wtmux${command === '' ? '' : ` ${command}`}: ${what.replace(/\.$/, '')}; ${then}\n`;
}

/** `help` takes one word. */
function helpOf(command: string): string {
  return command.includes(' ') ? `wtmux ${command} --help` : `wtmux help ${command}`;
}
