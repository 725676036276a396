import { Box } from 'ink';
import type { ReactNode } from 'react';
import { partSize, type ChromePart, type ConsoleStore } from '../console/chrome.js';
import { useSelector } from './use-selector.js';

export type Drawing = (props: { readonly store: ConsoleStore }) => ReactNode;

type Props = {
  readonly store: ConsoleStore;
  readonly part: ChromePart;
  readonly drawing: Drawing;
};

/**
 * All cells of a part: what is in it stands at places of its own. It is an element of its own
 * on every drawing, and so drawn anew for another size, which few drawings read themselves.
 */
export function Area({ store, part, drawing: Part }: Props) {
  const width = useSelector(store, (state) => partSize(state, part).columns);
  const height = useSelector(store, (state) => partSize(state, part).rows);
  return (
    <Box width={width} height={height}>
      <Part store={store} />
    </Box>
  );
}
