import type { SessionId } from '../domain/ids.js';
import type { Size } from '../domain/session.js';

export type SizeWish = { readonly session: SessionId; readonly size: Size };

export type Resizing = {
  /** Whether the wish still stands: another one may have come. */
  readonly stands: (wish: SizeWish) => boolean;
  /** True when the session had another size: then its lines were reflowed. */
  readonly resize: (wish: SizeWish) => boolean;
};

/** Fulfils the first wish at once, and each further one in a turn of its own: keys go between. */
export function resizeInTurns(
  wishes: readonly SizeWish[],
  { stands, resize }: Resizing,
): void {
  const left = [...wishes];
  const next = () => {
    for (let wish = left.shift(); wish; wish = left.shift())
      if (stands(wish) && resize(wish)) break;
    if (left.length > 0) setImmediate(next);
  };
  next();
}
