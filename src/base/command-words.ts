/**
 * A command line as its words, without a shell: blanks part them, single and double quotes
 * and a backslash keep what they would in a POSIX shell. Nothing is expanded.
 */
export function commandWords(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (const [part] of line.matchAll(
    /\s+|'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\]+|./gsu,
  )) {
    if (/^\s/.test(part)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + plain(part);
  }
  return word === undefined ? words : [...words, word];
}

function plain(part: string): string {
  if (part.length > 1 && part.startsWith("'")) return part.slice(1, -1);
  if (part.length > 1 && part.startsWith('"'))
    return part.slice(1, -1).replaceAll(/\\(["\\$`])/g, '$1');
  return part.length > 1 && part.startsWith('\\') ? part.slice(1) : part;
}
