/** What is wrong with a file that a person wrote, and where. */
import { plainText } from '../base/plain-text.js';

export type Problem = {
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** The place in words of the file, `workstreams[2].dependsOn`; empty for the whole file. */
  readonly path: string;
  readonly message: string;
};

/** The keys and indexes that lead to a value. */
export type Path = readonly (string | number)[];

/** Something wrong at a place whose line is not looked up yet. */
export type Fault = readonly [path: Path, message: string];

/** `wtmux.yaml:12:5: workstreams[2].dependsOn: unknown workstream "TD9"`, harmless. */
export function problemLine(problem: Problem): string {
  const { file, line, column, path, message } = problem;
  return plainText(
    `${file}:${line}:${column}: ${path === '' ? '' : `${path}: `}${message}`,
  );
}

/** `workstreams[2].dependsOn[0]`. */
export function pathText(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

/** Foreign text for a message, in quotes. */
export function quote(text: string): string {
  return `"${plainText(text, 60)}"`;
}
