/** A workstream in the sidebar, in as many lines as it is given. */
import { Box, Text } from 'ink';
import { plainText } from '../base/plain-text.js';
import { ageText } from '../console/clock.js';
import { sayings } from '../console/sidebar.js';
import type { WorkstreamStatus } from '../domain/status.js';
import type { Milliseconds } from '../domain/time.js';
import { ACCENT, bar, workstreamLooks } from '../console/look.js';
import { workstreamTitle } from '../console/workstream-title.js';

type Props = {
  readonly workstream: WorkstreamStatus;
  /** Of its pane; 0 without one. */
  readonly number: number;
  /** Its pane was put out of sight. */
  readonly hidden: boolean;
  readonly age: Milliseconds;
  /** It rang or notified, and nobody has looked since. */
  readonly rang: boolean;
  readonly selected: boolean;
  /** Whether the sidebar has the keyboard. */
  readonly active: boolean;
  readonly height: number;
  /** Whether the state stands beside the name. */
  readonly beside: boolean;
  readonly width: number;
};

/** The column under the name, where the further lines begin. */
const INDENT = 5;

/** The longest common word, the percentage and blanks around: bars of all lines are aligned. */
const WORD_COLUMNS = 19;

export function WorkstreamLines(props: Props) {
  const { workstream, height, beside, width } = props;
  const own = beside ? 1 : 2;
  const said = sayings(workstream).slice(0, Math.max(0, height - own));
  return (
    <>
      <Head {...props} />
      {height > 1 && !beside && <Progress workstream={workstream} width={width} />}
      {said.map(({ text, warns }) => (
        <Box key={text} paddingLeft={INDENT} paddingRight={1}>
          <Text {...(warns ? { color: 'yellow' } : { dimColor: true })} wrap="truncate">
            {text}
          </Text>
        </Box>
      ))}
    </>
  );
}

function Head({
  workstream,
  number,
  hidden,
  age,
  rang,
  selected,
  active,
  height,
  beside,
}: Props) {
  const { mark, word, color } = workstreamLooks[workstream.state];
  const isAlone = height === 1 || beside;
  const name = isAlone ? plainText(workstream.id) : workstreamTitle(workstream);
  return (
    <Box>
      <Box flexShrink={0}>
        <Text color={ACCENT}>{selected ? '▌' : ' '}</Text>
        <Text dimColor>{number === 0 || number > 9 ? '  ' : `${number} `}</Text>
        <Text color={color} bold>{`${mark} `}</Text>
      </Box>
      <Box flexGrow={1}>
        <Text wrap="truncate" bold={selected} inverse={selected && active}>
          {name}
        </Text>
        {isAlone && <Text color={color} wrap="truncate">{`  ${word}`}</Text>}
      </Box>
      <Box flexShrink={0}>
        {height < 3 && !(beside && height > 1) && sayings(workstream)[0]?.warns && (
          <Text color="yellow"> !</Text>
        )}
        {rang && <Text color="yellow"> ♪</Text>}
        <Text dimColor>{`${hidden ? ' hidden' : ''} ${ageText(age)} `}</Text>
      </Box>
    </Box>
  );
}

function Progress({ workstream, width }: Pick<Props, 'workstream' | 'width'>) {
  const { word, color } = workstreamLooks[workstream.state];
  const { progress, signal } = workstream;
  // A signal says more than the bar of an agent that is done.
  const told = signal ? `${word}, signal: ${plainText(signal.status, 20)}` : word;
  const cells = Math.max(4, Math.min(16, width - INDENT - WORD_COLUMNS));
  const [full, rest] = bar(progress ?? 0, cells);
  return (
    <Box paddingLeft={INDENT} justifyContent="space-between" paddingRight={1}>
      <Text color={color} wrap="truncate">
        {told}
      </Text>
      {progress !== null && (
        <Box flexShrink={0}>
          {!signal && <Text color={color}>{full}</Text>}
          {!signal && <Text dimColor>{rest}</Text>}
          <Text dimColor>{`${progress}%`.padStart(5)}</Text>
        </Box>
      )}
    </Box>
  );
}
