import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { Rect } from '../layout/rect.js';

type Props = { readonly rect: Rect; readonly children: ReactNode };

/** Puts its children at a place of the screen, and cuts them to its size. */
export function At({ rect: { x, y, width, height }, children }: Props) {
  return (
    <Box
      position="absolute"
      marginLeft={x}
      marginTop={y}
      width={width}
      height={height}
      flexDirection="column"
      overflow="hidden"
    >
      {children}
    </Box>
  );
}
