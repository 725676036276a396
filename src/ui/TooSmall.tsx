import { Box, Text } from 'ink';
import { MIN_SIZE } from '../console/geometry.js';
import { keyOf, type Keymap } from '../console/keymap.js';
import type { Size } from '../domain/session.js';

/** What a terminal shows in which nothing else can be read. */
export function TooSmall({
  size,
  keymap,
}: {
  readonly size: Size;
  readonly keymap: Keymap;
}) {
  const needed = `${MIN_SIZE.columns}x${MIN_SIZE.rows}`;
  return (
    <Box width={size.columns} height={size.rows} flexDirection="column">
      <Text bold wrap="truncate">
        terminal too small ({needed} needed)
      </Text>
      <Text wrap="truncate">it has {`${size.columns}x${size.rows}`}; agents go on</Text>
      {size.rows > 2 && (
        <Text wrap="truncate">
          {keyOf(keymap, 'prefix')} {keyOf(keymap, 'detach')} detaches
        </Text>
      )}
    </Box>
  );
}
