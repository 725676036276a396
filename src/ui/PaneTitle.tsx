/** A pane's title line. What the pane shows is not React's. */
import { Box, Text } from 'ink';
import { plainText } from '../base/plain-text.js';
import { callText, type Call } from '../console/call.js';
import type { Pane } from '../console/panes.js';
import type { WorkstreamStatus } from '../domain/status.js';
import { isNearlyFull, usageBrief } from '../domain/usage.js';
import type { Rect } from '../layout/rect.js';
import { At } from './At.js';
import { ACCENT, workstreamLooks } from '../console/look.js';
import { Rule } from './Rule.js';
import { workstreamTitle } from '../console/workstream-title.js';

/** `keyboard`: keys go to it. `focus`: they would, were they not the sidebar's. */
export type Attention = 'keyboard' | 'focus' | 'none';

type Props = {
  readonly pane: Pane;
  readonly number: number;
  readonly workstream: WorkstreamStatus | undefined;
  readonly rect: Rect;
  readonly attention: Attention;
  /** What is said of the past that it shows; empty for the present. */
  readonly past: string;
  /** What its program told beside the screen; undefined for nothing. */
  readonly call: Call | undefined;
  /** The key that starts an ended session again. */
  readonly restart: string;
};

export function PaneTitle({ rect, ...title }: Props) {
  const { x, y, width } = rect;
  return (
    <>
      <Rule rect={rect} strong={title.attention !== 'none'} />
      <At rect={{ x: x + 1, y, width: width - 2, height: 1 }}>
        <Title {...title} />
      </At>
    </>
  );
}

function Title({
  pane,
  number,
  workstream,
  attention,
  past,
  call,
  restart,
}: Omit<Props, 'rect'>) {
  const active = attention === 'keyboard';
  return (
    <Box>
      <Text wrap="truncate">
        <Text
          bold={attention !== 'none'}
          inverse={active}
          {...(attention === 'none' ? {} : { color: ACCENT })}
        >
          {` ${number} ${nameOf(pane, workstream)} `}
        </Text>
        {past !== '' && <Text inverse color="yellow">{` ${plainText(past)} `}</Text>}
        {call && callText(call) !== '' && (
          <Text color={callColor(call)}>{` ${callText(call)} `}</Text>
        )}
        <State pane={pane} workstream={workstream} restart={restart} />
      </Text>
    </Box>
  );
}

function callColor({ rang, progress: { state } }: Call): string {
  if (state === 'error') return 'red';
  return rang || state === 'paused' ? 'yellow' : 'green';
}

function State({
  pane,
  workstream,
  restart,
}: Pick<Props, 'pane' | 'workstream' | 'restart'>) {
  const { status, title } = pane.session;
  if (status.type === 'exited')
    return (
      <>
        <Text color="red">{` exited ${status.signal ?? status.code ?? ''} `}</Text>
        {workstream && <Text dimColor>{` ${restart} restarts `}</Text>}
      </>
    );
  if (!workstream)
    return <Text dimColor>{title === '' ? '' : ` ${plainText(title)} `}</Text>;
  const { mark, word, color } = workstreamLooks[workstream.state];
  const percent = workstream.progress === null ? '' : ` ${workstream.progress}%`;
  const { usage } = workstream;
  return (
    <>
      <Text color={color}>{` ${mark} ${word}${percent} `}</Text>
      {usage && (
        <Text {...(isNearlyFull(usage) ? { color: 'yellow' } : { dimColor: true })}>
          {` ${usageBrief(usage)} `}
        </Text>
      )}
      {title !== '' && <Text dimColor>{` ${plainText(title)} `}</Text>}
    </>
  );
}

function nameOf(pane: Pane, workstream: WorkstreamStatus | undefined): string {
  if (workstream) return workstreamTitle(workstream);
  const { command, cwd, id } = pane.session;
  const [, gated] = /^log-(.+)-[\da-f]{4}$/.exec(id) ?? [];
  if (gated !== undefined) return plainText(`gates of ${gated}`);
  const [, wave] = /^(.+)-conflict$/.exec(id) ?? [];
  if (wave !== undefined) return plainText(`conflict of ${wave}`);
  const edited = id.startsWith('edit-') ? editedBy(command) : undefined;
  if (edited !== undefined) return plainText(edited);
  return plainText(`${lastOf(command[0] ?? id)} in ${lastOf(cwd)}`);
}

/** What the person changes there, and what becomes of it when their editor ends well. */
function editedBy(command: readonly string[]): string | undefined {
  const approve = command.indexOf('approve');
  if (approve >= 0) return `plan of ${command[approve + 1]}: a change approves it`;
  return command.includes('memory') ? 'memory: quitting keeps it' : undefined;
}

function lastOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}
