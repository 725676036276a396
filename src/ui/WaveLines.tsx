import { Box, Text } from 'ink';
import { plainText } from '../base/plain-text.js';
import type { WaveStatus } from '../domain/status.js';
import { ACCENT, waveLooks } from '../console/look.js';

type Props = {
  readonly wave: WaveStatus;
  readonly selected: boolean;
  /** Whether the sidebar has the keyboard. */
  readonly active: boolean;
  readonly height: number;
};

/** A wave in the sidebar: how ready it is, and with more room what is missing. */
export function WaveLines({ wave, selected, active, height }: Props) {
  const { mark, word, color } = waveLooks[wave.state];
  const missing = wave.blockedBy ?? `${wave.members.join(' ')} → ${wave.target}`;
  return (
    <>
      <Box>
        <Box flexShrink={0}>
          <Text color={ACCENT}>{selected ? '▌' : ' '}</Text>
          <Text color={color} bold>{`  ${mark} `}</Text>
        </Box>
        <Box flexGrow={1}>
          <Text wrap="truncate" bold={selected} inverse={selected && active}>
            {plainText(`${wave.id} ${wave.members.join(' ')}`)}
          </Text>
        </Box>
        <Box flexShrink={0}>
          <Text color={color}>{` ${word} `}</Text>
        </Box>
      </Box>
      {height > 1 && (
        <Box paddingLeft={5} paddingRight={1}>
          <Text dimColor wrap="truncate">
            {plainText(missing)}
          </Text>
        </Box>
      )}
    </>
  );
}
