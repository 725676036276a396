import { Box } from 'ink';
import type { ReactNode } from 'react';
import { partSize, type ChromePart, type ConsoleStore } from '../console/chrome.js';
import { useSelector } from './use-selector.js';

type Props = {
  readonly store: ConsoleStore;
  readonly part: ChromePart;
  readonly children: ReactNode;
};

/** All cells of a part: what is in it stands at places of its own. */
export function Area({ store, part, children }: Props) {
  const width = useSelector(store, (state) => partSize(state, part).columns);
  const height = useSelector(store, (state) => partSize(state, part).rows);
  return (
    <Box width={width} height={height}>
      {children}
    </Box>
  );
}
