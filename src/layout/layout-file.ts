/**
 * Reads a file of `layouts/`: what the user may choose, before panes have ids.
 *
 * `pane: next` takes the next agent in order, `pane: focused` the one that has the focus,
 * `wave` those of the wave at hand, and `fill` all that are left, as many as there are.
 */
import { parseDocument } from 'yaml';
import * as z from 'zod';
import { fail, ok, type Result } from '../base/result.js';

export type LayoutFile = z.infer<typeof layoutFile>;
export type LayoutNode = z.infer<typeof node>;

const weight = z.number().positive().default(1);

/** How a slot for many shares its room among them. */
const shape = z.enum(['grid', 'row', 'column']);

const node = z.union([
  z.strictObject({ weight, pane: z.enum(['next', 'focused']) }),
  z.strictObject({ weight, wave: shape }),
  z.strictObject({ weight, fill: shape }),
  z.strictObject({
    weight,
    get row() {
      return z.array(node).min(1).readonly();
    },
  }),
  z.strictObject({
    weight,
    get column() {
      return z.array(node).min(1).readonly();
    },
  }),
]);

const layoutFile = z
  .strictObject({
    /** Shown in the status bar. */
    title: z.string().min(1).max(40),
    root: node,
  })
  .refine(({ root }) => count(root, 'fill') === 1, {
    message: 'exactly one slot must be a `fill`, so that every agent has a place',
  })
  .refine(({ root }) => count(root, 'wave') <= 1, {
    message: 'at most one slot may be a `wave`: there is one wave at hand',
  });

/** Fails with what is wrong and where, in one line. */
export function readLayout(text: string): Result<LayoutFile, { readonly why: string }> {
  const document = parseDocument(text, { prettyErrors: false });
  const [broken] = document.errors;
  if (broken) return fail({ why: broken.message });

  const read = layoutFile.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (read.success) return ok(read.data);
  const [issue] = read.error.issues;
  const place = issue?.path.join('.') ?? '';
  return fail({ why: `${place === '' ? '' : `${place}: `}${wordsOf(issue, place)}` });
}

/** A slot has many forms, and which one was meant is not known. */
function wordsOf(issue: z.core.$ZodIssue | undefined, place: string): string {
  return issue?.code === 'invalid_union' && place.startsWith('root')
    ? `expected one slot: ${SLOTS}`
    : (issue?.message ?? 'expected a title and a root');
}

const SLOTS =
  '`pane: next` or `focused`, `wave:` or `fill:` with grid, row or column, or `row:` or `column:` with slots';

/** Whether it has a place of its own for the wave at hand. */
export function showsWave({ root }: LayoutFile): boolean {
  return count(root, 'wave') > 0;
}

function count(at: LayoutNode, kind: 'fill' | 'wave'): number {
  if ('row' in at || 'column' in at) {
    const children = 'row' in at ? at.row : at.column;
    return children.reduce((sum, child) => sum + count(child, kind), 0);
  }
  return kind in at ? 1 : 0;
}
