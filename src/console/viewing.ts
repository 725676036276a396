/** Which screens the console wants from the host, and in which size: those it shows. */
import type { SessionId } from '../domain/ids.js';
import type { Size } from '../domain/session.js';
import { geometryOf, screenRect } from './geometry.js';
import type { ConsoleState } from './state.js';

export type Viewed = { readonly session: SessionId; readonly size: Size };

export function viewedPanes(state: ConsoleState): readonly Viewed[] {
  const { panes } = geometryOf(state);
  return state.panes.flatMap(({ id, session }) => {
    const area = panes.get(id);
    if (!area) return [];
    const { width: columns, height: rows } = screenRect(area);
    return [{ session: session.id, size: { columns, rows } }];
  });
}

export function sameViews(one: readonly Viewed[], other: readonly Viewed[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ session, size }, at) => {
      const { session: with_, size: as } = other[at] ?? {};
      return session === with_ && size.columns === as?.columns && size.rows === as.rows;
    })
  );
}
