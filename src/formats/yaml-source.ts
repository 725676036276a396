/**
 * YAML as plain data that remembers where each value stood, so that whatever is found
 * wrong with a value later can name its line.
 *
 * Bounded for hostile files: size, nesting, and how far aliases may multiply.
 */
import {
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type YAMLParseError,
} from 'yaml';
import { fail, ok, type Result } from '../base/result.js';
import { pathText, quote, type Path, type Problem } from './problem.js';

export type YamlSource = {
  readonly value: unknown;
  /** The problem at the value that `path` leads to, or at its nearest parent. */
  readonly problem: (path: Path, message: string) => Problem;
  /** The problem at the key itself rather than at its value. */
  readonly keyProblem: (parent: Path, key: string, message: string) => Problem;
};

/** A plan of 10,000 workstreams has 1 MB; more is a mistake or an attack. */
const MAX_CHARACTERS = 1_000_000;

/** Aliases spare a hand-written file a few lines; `yaml` counts what they multiply to. */
const MAX_ALIASES = 100;

const TOO_DEEP = 'values are nested too deeply';
const SEVERAL = 'a second document begins here (---); a file holds one';
const ENDLESS = 'a value contains itself: an alias (*name) stands inside what it names';

/** Reads one YAML document. Of broken syntax only the first fault is told: the rest follow. */
export function readYaml(
  text: string,
  file: string,
): Result<YamlSource, readonly Problem[]> {
  const lines = new LineCounter();
  const at = (offset: number, path: Path, message: string): Problem => {
    const { line, col } = lines.linePos(offset);
    const place = { line: Math.max(1, line), column: Math.max(1, col) };
    return { file, ...place, path: pathText(path), message };
  };
  if (text.length > MAX_CHARACTERS)
    return fail([at(0, [], 'the file is larger than 1 MB')]);

  const document = parse(text, lines);
  const [broken] = document.errors;
  if (broken) return fail([at(broken.pos[0], [], inWords(broken))]);
  const doubled = doubledKeys(document).map(({ offset, key }) =>
    at(offset, [], `key ${quote(key)} occurs twice`),
  );
  if (doubled.length > 0) return fail(doubled);

  const value = plainData(document);
  if (!value.ok) return fail([at(0, [], value.failure)]);
  return ok({
    value: value.value,
    problem: (path, message) => at(valueOffset(document, path), path, message),
    keyProblem: (parent, key, message) =>
      at(keyOffset(document, parent, key), parent, message),
  });
}

function parse(text: string, lineCounter: LineCounter): Document {
  // Its own search for doubled keys compares every key with every other.
  return parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: false });
}

function inWords({ code, message }: YAMLParseError): string {
  if (code === 'RESOURCE_EXHAUSTION') return TOO_DEEP;
  return code === 'MULTIPLE_DOCS' ? SEVERAL : message;
}

function plainData(document: Document): Result<unknown, string> {
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return containsItself(value) ? fail(ENDLESS) : ok(value);
  } catch (error) {
    if (error instanceof RangeError) return fail(TOO_DEEP);
    if (error instanceof ReferenceError)
      return fail('its aliases (*name) multiply to too much, or name no anchor');
    throw error;
  }
}

/** Whoever walks through such a value never comes to its end. */
function containsItself(
  value: unknown,
  above: ReadonlySet<object> = new Set(),
  walked = new Set<object>(),
): boolean {
  if (typeof value !== 'object' || value === null || walked.has(value)) return false;
  if (above.has(value)) return true;
  const here = new Set([...above, value]);
  const found = Object.values(value).some((part) => containsItself(part, here, walked));
  walked.add(value);
  return found;
}

function doubledKeys(document: Document): readonly { offset: number; key: string }[] {
  const found: { offset: number; key: string }[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) found.push({ offset: key.range?.[0] ?? 0, key: name });
        seen.add(name);
      }
    },
  });
  return found;
}

function valueOffset(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    const offset = startOf(node);
    if (offset !== undefined) return offset;
  }
  return startOf(document.contents) ?? 0;
}

function keyOffset(document: Document, parent: Path, key: string): number {
  const node = parent.length === 0 ? document.contents : document.getIn(parent, true);
  if (!isMap(node)) return valueOffset(document, parent);
  const pair = node.items.find(({ key: own }) => isScalar(own) && own.value === key);
  return startOf(pair?.key) ?? valueOffset(document, parent);
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  const { range } = node;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}
