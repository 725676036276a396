import { Box, Text } from 'ink';
import { MIN_SIZE } from '../console/geometry.js';
import type { Size } from '../domain/session.js';

/** What a terminal shows in which nothing else can be read. */
export function TooSmall({ size }: { readonly size: Size }) {
  const needed = `${MIN_SIZE.columns}x${MIN_SIZE.rows}`;
  return (
    <Box width={size.columns} height={size.rows} flexDirection="column">
      <Text bold wrap="truncate">
        terminal too small ({needed} needed)
      </Text>
      <Text wrap="truncate">it has {`${size.columns}x${size.rows}`}; agents go on</Text>
    </Box>
  );
}
