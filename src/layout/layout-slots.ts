/**
 * A layout that the user may choose, before panes have ids: what a file of `layouts/` says
 * (`layout-file.ts`).
 *
 * `pane: next` takes the next agent in order, `pane: focused` the one that has the focus,
 * `wave` those of the wave at hand, and `fill` all that are left, as many as there are.
 */

export type LayoutFile = {
  /** Shown in the status bar. */
  readonly title: string;
  readonly root: LayoutNode;
};

export type LayoutNode = { readonly weight: number } & (
  | { readonly pane: 'next' | 'focused' }
  | { readonly wave: SlotShape }
  | { readonly fill: SlotShape }
  | { readonly row: readonly LayoutNode[] }
  | { readonly column: readonly LayoutNode[] }
);

/** How a slot for many shares its room among them. */
export type SlotShape = 'grid' | 'row' | 'column';

/** Whether it has a place of its own for the wave at hand. */
export function showsWave({ root }: LayoutFile): boolean {
  return countSlots(root, 'wave') > 0;
}

export function countSlots(at: LayoutNode, kind: 'fill' | 'wave'): number {
  if ('row' in at || 'column' in at) {
    const children = 'row' in at ? at.row : at.column;
    return children.reduce((sum, child) => sum + countSlots(child, kind), 0);
  }
  return kind in at ? 1 : 0;
}
