/**
 * How a person arranged the panes, as text that outlives the console. What cannot be read
 * counts as never arranged: it is a convenience, and other versions wrote it too. Read by
 * hand, because every console waits for it and a reader of schemas loads for longer.
 */
import { paneId, workstreamId, type PaneId, type WorkstreamId } from '../domain/ids.js';
import type { Direction, Layout, Weighted } from './layout.js';

export type Arranged = {
  /** The layout's name, undefined when the person chose none. */
  readonly layout: string | undefined;
  readonly zoomed: boolean;
  readonly focused: PaneId | undefined;
  /** Whether the keyboard was there. */
  readonly inPane: boolean;
  /** In their order. */
  readonly panes: readonly PaneId[];
  readonly hidden: readonly PaneId[];
  /** Whose panes they were: a workstream that is started again has another one. */
  readonly owners: readonly Owner[];
  /** The tree as the person resized it. */
  readonly tree: Layout | undefined;
};

export type Owner = { readonly pane: PaneId; readonly workstream: WorkstreamId };

/** An id that is longer was not written by a console. */
const MAX_ID_CHARS = 200;

export function readArranged(text: string): Arranged | undefined {
  try {
    return arranged(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Throws on whatever was not written by `writeArranged`. */
function arranged(value: unknown): Arranged {
  const { layout, zoomed, focused, inPane, panes, hidden, owners, tree } = record(value);
  return {
    layout: optional(layout, text),
    zoomed: flag(zoomed),
    focused: optional(focused, id),
    inPane: optional(inPane, flag) ?? false,
    panes: list(panes).map(id),
    hidden: list(hidden).map(id),
    owners: optional(owners, (all) => list(all).map(owner)) ?? [],
    tree: optional(tree, layoutOf),
  };
}

function owner(value: unknown): Owner {
  const { pane, workstream } = record(value);
  return { pane: id(pane), workstream: workstreamId(id(workstream)) };
}

function layoutOf(value: unknown): Layout {
  const { type, id: pane, direction, children } = record(value);
  if (type === 'pane') return { type, id: id(pane) };
  const weighted = list(children).map(weightedOf);
  if (type !== 'split' || !isDirection(direction) || weighted.length === 0) return none();
  return { type, direction, children: weighted };
}

function weightedOf(value: unknown): Weighted {
  const { weight, node } = record(value);
  if (typeof weight !== 'number' || !(weight > 0)) return none();
  return { weight, node: layoutOf(node) };
}

function isDirection(value: unknown): value is Direction {
  return value === 'row' || value === 'column';
}

function optional<Value>(
  value: unknown,
  read: (value: unknown) => Value,
): Value | undefined {
  return value === undefined ? undefined : read(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : none();
}

function flag(value: unknown): boolean {
  return typeof value === 'boolean' ? value : none();
}

function id(value: unknown): PaneId {
  const name = text(value);
  return name !== '' && name.length <= MAX_ID_CHARS ? paneId(name) : none();
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : none();
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : none();
}

function none(): never {
  throw new TypeError('not what a console wrote');
}

export function writeArranged(how: Arranged): string {
  return `${JSON.stringify(how)}\n`;
}
