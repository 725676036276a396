/**
 * A command that a person set (`EDITOR="emacs -nw"`) as words, as a shell parts them:
 * by blanks, with quotes and backslashes. Nothing is expanded and no shell runs.
 */
export function commandWords(command: string): readonly string[] {
  const words: string[] = [];
  for (const [word] of command.matchAll(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/gs))
    words.push(word.replaceAll(PARTS, unquoted));
  return words;
}

const PARTS = /"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/gs;

function unquoted(
  _whole: string,
  double: string | undefined,
  single: string | undefined,
  escaped: string | undefined,
): string {
  return double?.replaceAll(/\\(["\\$`])/g, '$1') ?? single ?? escaped ?? '';
}
