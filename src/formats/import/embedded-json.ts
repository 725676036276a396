/** Finds JSON objects within a document, in fences or bare, with the line of each. */
import { readYaml, type YamlSource } from '../yaml-source.js';

export type Embedded = {
  /** Of its first and last character, in the document. */
  readonly line: number;
  readonly last: number;
  readonly source: YamlSource;
};

/** An object that begins a line, up to the line with its closing brace. */
export function embeddedJson(text: string, file: string): readonly Embedded[] {
  const lines = text.split(/\r\n|\r|\n/);
  const found: Embedded[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    if (lines[at] !== '{') continue;
    const end = lines.indexOf('}', at);
    if (end < 0) break;
    // Blank lines on top keep the lines of problems those of the document.
    const own = '\n'.repeat(at) + lines.slice(at, end + 1).join('\n');
    const source = readYaml(own, file);
    if (source.ok) found.push({ line: at + 1, last: end + 1, source: source.value });
    at = end;
  }
  return found;
}
