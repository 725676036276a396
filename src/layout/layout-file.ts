/** Reads a file of `layouts/`. */
import * as z from 'zod';
import { fail, ok, type Result } from '../base/result.js';
import type { Problem } from '../formats/problem.js';
import { schemaProblems, type KnownKeys } from '../formats/schema-problems.js';
import { readYaml } from '../formats/yaml-source.js';
import { countSlots, type LayoutFile, type LayoutNode } from './layout-slots.js';

const WEIGHT_FORM = 'a number above 0';
const TITLE_FORM = 'a title of 1 to 40 characters';
const SLOTS_FORM = 'a list of at least one slot';
const SLOT_FORM =
  'one slot: `pane: next` or `focused`, `wave:` or `fill:` with grid, row or column, or `row:` or `column:` with slots';

const weight = z
  .number({ error: WEIGHT_FORM })
  .positive({ error: WEIGHT_FORM })
  .default(1);

/** How a slot for many shares its room among them. */
const shape = z.enum(['grid', 'row', 'column'], { error: 'grid, row or column' });

const node: z.ZodType<LayoutNode> = z.union(
  [
    z.strictObject({
      weight,
      pane: z.enum(['next', 'focused'], { error: 'next or focused' }),
    }),
    z.strictObject({ weight, wave: shape }),
    z.strictObject({ weight, fill: shape }),
    z.strictObject({
      weight,
      get row() {
        return slots();
      },
    }),
    z.strictObject({
      weight,
      get column() {
        return slots();
      },
    }),
  ],
  { error: SLOT_FORM },
);

function slots() {
  return z.array(node, { error: SLOTS_FORM }).min(1, { error: SLOTS_FORM }).readonly();
}

const layoutShape = {
  /** Shown in the status bar. */
  title: z
    .string({ error: TITLE_FORM })
    .min(1, { error: TITLE_FORM })
    .max(40, { error: TITLE_FORM }),
  root: node,
};

const layoutFile = z.strictObject(layoutShape, { error: 'a title and a root' });

const SLOT_KEYS = ['weight', 'pane', 'wave', 'fill', 'row', 'column'];

/** The layout that `text` holds, or all that is wrong with it. */
export function readLayout(
  text: string,
  file: string,
): Result<LayoutFile, readonly Problem[]> {
  const source = readYaml(text, file);
  if (!source.ok) return source;
  const read = layoutFile.safeParse(source.value.value);
  if (!read.success) {
    const issues = read.error.issues.flatMap(meant);
    return fail(schemaProblems(new z.ZodError(issues), source.value, knownKeys(issues)));
  }
  const { root } = read.data;
  const faults = [
    ...(countSlots(root, 'fill') === 1
      ? []
      : ['exactly one slot must be a `fill`, so that every agent has a place']),
    ...(countSlots(root, 'wave') <= 1
      ? []
      : ['at most one slot may be a `wave`: there is one wave at hand']),
  ];
  if (faults.length === 0) return ok(read.data);
  return fail(faults.map((fault) => source.value.problem(['root'], fault)));
}

/** Slots lie in slots: every place that is named has the keys of one. */
function knownKeys(issues: readonly z.core.$ZodIssue[]): KnownKeys {
  const slots = issues.filter(({ path }) => path.length > 0);
  return Object.fromEntries([
    ['', Object.keys(layoutShape)],
    ...slots.map(({ path }) => [patternOf(path), SLOT_KEYS] as const),
  ]);
}

function patternOf(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === 'number' ? '*' : String(part))).join('.');
}

/**
 * What is wrong in the form of slot that was meant: the one with the fewest keys too many
 * or too few. Which one that is is not known when there are several.
 */
function meant(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const faults = issue.errors.map(keyFaults);
  const least = Math.min(...faults);
  const [form, ...others] = issue.errors.filter((_, at) => faults[at] === least);
  if (!form || others.length > 0) return [issue];
  return form.flatMap((inner) => meant(inside(issue.path, inner)));
}

function inside(path: readonly PropertyKey[], issue: z.core.$ZodIssue): z.core.$ZodIssue {
  return { ...issue, path: [...path, ...issue.path] };
}

function keyFaults(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + issue.keys.length;
    return issue.path.length === 0 || isMissing(issue) ? sum + 1 : sum;
  }, 0);
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.path.length === 1 && issue.input === undefined;
}
