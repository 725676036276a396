/**
 * How a person arranged the panes, as text that outlives the console. What cannot be read
 * counts as never arranged: it is a convenience, and other versions wrote it too.
 */
import * as z from 'zod';
import { paneId, type PaneId } from '../domain/ids.js';
import type { Layout } from './layout.js';

export type Arranged = {
  /** The layout's name, undefined when the person chose none. */
  readonly layout: string | undefined;
  readonly zoomed: boolean;
  readonly focused: PaneId | undefined;
  /** In their order. */
  readonly panes: readonly PaneId[];
  readonly hidden: readonly PaneId[];
  /** The tree as the person resized it. */
  readonly tree: Layout | undefined;
};

const id = z.string().min(1).max(200).transform(paneId);

const tree: z.ZodType<Layout> = z.lazy(() =>
  z.union([
    z.object({ type: z.literal('pane'), id }),
    z.object({
      type: z.literal('split'),
      direction: z.enum(['row', 'column']),
      children: z
        .array(z.object({ weight: z.number().positive(), node: tree }))
        .min(1)
        .readonly(),
    }),
  ]),
);

const arranged = z.object({
  layout: z.string().optional(),
  zoomed: z.boolean(),
  focused: id.optional(),
  panes: z.array(id),
  hidden: z.array(id),
  tree: tree.optional(),
});

export function readArranged(text: string): Arranged | undefined {
  try {
    const { layout, focused, tree, ...rest } = arranged.parse(JSON.parse(text));
    return { ...rest, layout, focused, tree };
  } catch {
    return undefined;
  }
}

export function writeArranged(how: Arranged): string {
  return `${JSON.stringify(how)}\n`;
}
