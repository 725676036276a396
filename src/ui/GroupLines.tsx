import { Box, Text } from 'ink';
import { plainText } from '../base/plain-text.js';
import type { GroupStatus } from '../domain/status.js';
import { ACCENT, workstreamLooks } from '../console/look.js';

type Props = {
  readonly group: GroupStatus;
  readonly open: boolean;
  /** How many groups it stands in. */
  readonly depth: number;
  readonly selected: boolean;
  /** Whether the sidebar has the keyboard. */
  readonly active: boolean;
};

/** A group in the sidebar: what its most urgent member does, and how many are done. */
export function GroupLines({ group, open, depth, selected, active }: Props) {
  const { mark, color } = workstreamLooks[group.state];
  const { name, done, members } = group;
  return (
    <Box>
      <Box flexShrink={0}>
        <Text color={ACCENT}>{selected ? '▌' : ' '}</Text>
        <Text dimColor>{'  '.repeat(depth) + (open ? '▾ ' : '▸ ')}</Text>
        <Text color={color} bold>{`${mark} `}</Text>
      </Box>
      <Box flexGrow={1}>
        <Text wrap="truncate" bold inverse={selected && active}>
          {plainText(name)}
        </Text>
      </Box>
      <Box flexShrink={0}>
        <Text dimColor>{` ${done}/${members.length} `}</Text>
      </Box>
    </Box>
  );
}
