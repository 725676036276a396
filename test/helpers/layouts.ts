import { paneId } from '../../src/domain/ids.js';
import type { Layout, Weighted } from '../../src/layout/layout.js';

/** Layouts as they are thought: `row(part(2, pane('a')), part(1, pane('b')))`. */
export const pane = (id: string): Layout => ({ type: 'pane', id: paneId(id) });

export const part = (weight: number, node: Layout): Weighted => ({ weight, node });

export const row = (...children: readonly Weighted[]): Layout => ({
  type: 'split',
  direction: 'row',
  children,
});

export const column = (...children: readonly Weighted[]): Layout => ({
  type: 'split',
  direction: 'column',
  children,
});
