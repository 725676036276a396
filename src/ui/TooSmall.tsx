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
  const [first, ...rest] = linesFor(size, keymap);
  return (
    <Box width={size.columns} height={size.rows} flexDirection="column">
      <Text bold wrap="truncate">
        {first}
      </Text>
      {rest.slice(0, size.rows - 1).map((line) => (
        <Text key={line} wrap="truncate">
          {line}
        </Text>
      ))}
    </Box>
  );
}

/** Sentences where they fit, else as few words as say the same. */
function linesFor({ columns, rows }: Size, keymap: Keymap): readonly string[] {
  const needed = `${MIN_SIZE.columns}x${MIN_SIZE.rows} needed`;
  const leave = `${keyOf(keymap, 'prefix')} ${keyOf(keymap, 'detach')}`;
  const sentences = [
    `terminal too small (${needed})`,
    `it has ${columns}x${rows}; agents go on`,
    `${leave} detaches`,
  ];
  if (sentences.every((sentence) => sentence.length <= columns)) return sentences;
  return rows > 1 ? ['too small:', needed, leave, 'detaches'] : [needed];
}
