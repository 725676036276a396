/**
 * Reads a file of `layouts/`: what the user may choose, before panes have ids.
 *
 * `pane: next` takes the next agent in order, `pane: focused` the one that has the focus,
 * and `fill` takes all that are left, as many as there are.
 */
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { fail, ok, type Result } from '../base/result.js';

export type LayoutFile = z.infer<typeof layoutFile>;
export type LayoutNode = z.infer<typeof node>;

const weight = z.number().positive().default(1);

const node = z.union([
  z.strictObject({ weight, pane: z.enum(['next', 'focused']) }),
  z.strictObject({ weight, fill: z.enum(['grid', 'row', 'column']) }),
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
  .refine(({ root }) => fills(root) === 1, {
    message: 'exactly one slot must be a `fill`, so that every agent has a place',
  });

/** Fails with what is wrong and where, in words. */
export function readLayout(text: string): Result<LayoutFile, { readonly why: string }> {
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken) return fail({ why: broken.message });

  const read = layoutFile.safeParse(document.toJS());
  return read.success ? ok(read.data) : fail({ why: z.prettifyError(read.error) });
}

function fills(at: LayoutNode): number {
  if ('fill' in at) return 1;
  if ('pane' in at) return 0;
  const children = 'row' in at ? at.row : at.column;
  return children.reduce((sum, child) => sum + fills(child), 0);
}
