/** A pane's title line. What the pane shows is not React's. */
import { Box, Text } from 'ink';
import { plainText } from '../base/plain-text.js';
import { callText, type Call } from '../console/call.js';
import type { Pane } from '../console/panes.js';
import type { WorkstreamStatus } from '../domain/status.js';
import { isOver } from '../domain/status-in-words.js';
import { isNearlyFull, usageBrief } from '../domain/usage.js';
import type { Rect } from '../layout/rect.js';
import { At } from './At.js';
import { ACCENT, workstreamLooks } from '../console/look.js';
import { Rule } from './Rule.js';
import { sessionName } from '../console/session-name.js';
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
  /** The key that starts an ended session of a workstream again. */
  readonly restart: string;
  /** The key that takes any other that has ended away. */
  readonly close: string;
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
  close,
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
        <State pane={pane} workstream={workstream} restart={restart} close={close} />
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
  close,
}: Pick<Props, 'pane' | 'workstream' | 'restart' | 'close'>) {
  const { status, title } = pane.session;
  const restarts = workstream && isOver(workstream.state) ? '' : ` ${restart} restarts `;
  const hint = workstream ? restarts : ` ${close} closes `;
  if (status.type === 'exited')
    return (
      <>
        <Text {...(status.code === 0 && !workstream ? {} : { color: 'red' })}>
          {` exited ${status.signal ?? status.code ?? ''} `}
        </Text>
        <Text dimColor>{hint}</Text>
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
  return workstream ? workstreamTitle(workstream) : sessionName(pane.session);
}
