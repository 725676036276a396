/** The outer terminal's one cursor: hidden, or where the focused screen has its own. */
import type { CursorShape } from '../screen/row.js';

export type OuterCursor =
  | { readonly type: 'hidden' }
  | {
      readonly type: 'shown';
      readonly x: number;
      readonly y: number;
      readonly shape: CursorShape;
      readonly blinking: boolean;
    };

export const HIDDEN: OuterCursor = { type: 'hidden' };

/** Parameters of DECSCUSR (VT520): the blinking form; the steady one follows it. */
const SHAPES = { block: 1, underline: 3, bar: 5 } as const satisfies Record<
  Exclude<CursorShape, 'default'>,
  number
>;

/** A person's own shape, blinking or not as they like it. */
const DEFAULT_SHAPE = 0;

/**
 * What to write around a frame's cells. The cursor is hidden while cells are drawn, or
 * it would be seen running through them.
 */
export function aroundCells(from: OuterCursor, to: OuterCursor, cells: string): string {
  const before = cells !== '' && from.type === 'shown' ? '\x1b[?25l' : '';
  if (to.type === 'hidden')
    return cells === '' && from.type === 'shown' ? '\x1b[?25l' : before + cells;
  if (cells === '' && sameCursor(from, to)) return '';

  const known = from.type === 'shown' && sameShape(from, to);
  const place = `\x1b[${to.y + 1};${to.x + 1}H`;
  const show = cells === '' && from.type === 'shown' ? '' : '\x1b[?25h';
  return `${before}${cells}${known ? '' : `\x1b[${shapeOf(to)} q`}${place}${show}`;
}

export function sameCursor(one: OuterCursor, other: OuterCursor): boolean {
  if (one.type === 'hidden' || other.type === 'hidden') return one.type === other.type;
  return one.x === other.x && one.y === other.y && sameShape(one, other);
}

type Shape = Pick<Extract<OuterCursor, { type: 'shown' }>, 'shape' | 'blinking'>;

function shapeOf({ shape, blinking }: Shape): number {
  return shape === 'default' ? DEFAULT_SHAPE : SHAPES[shape] + (blinking ? 0 : 1);
}

function sameShape(one: Shape, other: Shape): boolean {
  return one.shape === other.shape && one.blinking === other.blinking;
}
