/**
 * The dialog with what an agent learned. Each is read in full before it is kept, changed or
 * dropped; what was judged, here or elsewhere, is gone from it.
 */
import type { WorkstreamId } from '../domain/ids.js';
import type { Memory } from '../domain/memory.js';
import type { ConsoleEffect, Step } from './event.js';
import type { Intent } from './intent.js';
import type { ConsoleState } from './state.js';
import { LOADING, PANES, type View } from './view.js';

export type MemoriesView = Extract<View, { readonly type: 'memories' }>;

export function memories(
  state: ConsoleState,
  workstream: WorkstreamId,
): Step<ConsoleState> {
  const view = { type: 'memories', workstream, memories: LOADING, scroll: 0 } as const;
  return [{ ...state, view }, [{ type: 'readMemories' }]];
}

/** Undefined for what the dialogs do alike. */
export function stepMemories(
  state: ConsoleState,
  view: MemoriesView,
  intent: Intent,
): Step<ConsoleState> | undefined {
  const marked = markedOf(view);
  if (!marked) return undefined;
  const { id: memory } = marked;
  const judging = (verdict: 'accepted' | 'rejected'): ConsoleEffect[] => [
    { type: 'review', memory, verdict },
  ];
  if (intent.type === 'confirm') return [state, judging('accepted')];
  if (intent.type === 'reject') return [state, judging('rejected')];
  if (intent.type === 'edit')
    return [{ ...state, view: PANES }, [{ type: 'editMemory', memory }]];
  return undefined;
}

/** The line stays at what it stood at; the dialog closes when nothing is left to judge. */
export function memoriesRead(view: View, all: readonly Memory[]): View {
  if (view.type !== 'memories') return view;
  const value = all.filter(
    ({ workstream, review }) => workstream === view.workstream && review === null,
  );
  if (value.length === 0) return PANES;
  const at = value.findIndex(({ id }) => id === markedOf(view)?.id);
  const scroll = at < 0 ? Math.min(view.scroll, value.length - 1) : at;
  return { ...view, memories: { type: 'loaded', value }, scroll };
}

function markedOf({ memories: read, scroll }: MemoriesView): Memory | undefined {
  return read.type === 'loaded' ? read.value[scroll] : undefined;
}
