/**
 * Everything that waits for a person, the oldest first, in words and with the commands
 * that answer it. Made of a status alone, so whoever has one has it.
 */
import type { ApprovalId } from './ids.js';
import type { Approval, Status, WaveStatus, WorkstreamStatus } from './status.js';
import { queuedInWords, unreadInWords } from './status-in-words.js';
import type { Timestamp } from './time.js';

export type InboxItem = {
  readonly id: ApprovalId;
  readonly kind: Approval['kind'];
  /** The id of the workstream or wave it is about. */
  readonly subject: string;
  readonly since: Timestamp;
  /** What is the matter. */
  readonly text: string;
  /** The usual one first. */
  readonly answers: readonly InboxAnswer[];
};

export type InboxAnswer = {
  /** A command line without the leading `wtmux`. */
  readonly command: string;
  readonly meaning: string;
};

export function inboxOf(status: Status): readonly InboxItem[] {
  const workstreams = new Map<string, WorkstreamStatus>(
    status.workstreams.map((one) => [one.id, one]),
  );
  const waves = new Map<string, WaveStatus>(status.waves.map((one) => [one.id, one]));
  const escalations = status.approvals.filter(({ kind }) => kind === 'escalation');
  const several = escalations.length > 1;
  return status.approvals.map((approval) => {
    const { id, kind, subject, since } = approval;
    const workstream = workstreams.get(subject);
    const wave = waves.get(subject);
    const text = textOf(approval, status, { workstream, wave });
    return {
      id,
      kind,
      subject,
      since,
      text,
      answers: answersTo(approval, { workstream, wave, several }),
    };
  });
}

type About = {
  readonly workstream: WorkstreamStatus | undefined;
  readonly wave: WaveStatus | undefined;
};

function textOf(
  { kind, subject }: Approval,
  { escalations }: Status,
  { workstream, wave }: About,
): string {
  switch (kind) {
    case 'plan':
      return withQueued('its plan waits for your approval', workstream);
    case 'permission':
      return withQueued(
        `it waits for ${workstream?.waitsFor ?? 'your answer'}`,
        workstream,
      );
    case 'escalation':
      return callsOf(subject, escalations) || 'it asks for attention';
    case 'failed':
    case 'blocked':
      return stuckInWords(workstream) || 'it cannot go on by itself';
    case 'memory':
      return 'what its agent learned is to be kept or not';
    case 'gate':
    case 'conflict':
    case 'landing':
      return wave?.blockedBy ?? workstream?.waitsFor ?? 'it waits for your word';
  }
  return '';
}

/** What it was sent since waits for the answer too. */
function withQueued(text: string, workstream: WorkstreamStatus | undefined): string {
  const queued = workstream ? queuedInWords(workstream) : '';
  return queued === '' ? text : `${text}; ${queued}`;
}

function stuckInWords(workstream: WorkstreamStatus | undefined): string {
  if (!workstream) return '';
  const { waitsFor } = workstream;
  return [waitsFor ?? '', unreadInWords(workstream)]
    .filter((text) => text !== '')
    .join('; ');
}

/** All that one word answers. */
function callsOf(subject: string, escalations: Status['escalations']): string {
  return escalations
    .filter(
      ({ workstream, acknowledgedBy }) =>
        workstream === subject && acknowledgedBy === null,
    )
    .map(({ text }) => text.replace(`${subject}: `, ''))
    .join('; ');
}

function answersTo(
  { kind, subject }: Approval,
  { workstream, wave, several }: About & { readonly several: boolean },
): readonly InboxAnswer[] {
  switch (kind) {
    case 'plan':
      return [
        answer(`approve ${subject}`, 'approve it; --show prints it, --edit changes it'),
        answer(
          `reject ${subject} --message "..."`,
          'send it back with what should change',
        ),
      ];
    case 'permission':
      return [
        ...(workstream?.asks === 'permission' ? leaveFor(subject) : []),
        ...(workstream?.asks === 'question' ? [chosenFor(subject)] : []),
        answer(`attach ${subject}`, 'answer in its pane'),
      ];
    case 'escalation':
      return workstream?.hold
        ? [
            answer(`resume ${subject}`, 'let it go on, which says so too'),
            answer(`ack ${subject}`, 'say that you have seen to it; it stays on hold'),
          ]
        : [
            answer(`ack ${subject}`, 'say that you have seen to it'),
            ...(several ? [answer('ack --all', 'the same of all of them')] : []),
          ];
    case 'memory':
      return [answer('memory', 'read it, and keep or drop it')];
    case 'failed':
      return [
        ...againFor(subject, workstream),
        ...(workstream && isRed(workstream) ? gatesOf(subject) : []),
        ...(workstream?.session ? [answer(`replay ${subject}`, 'see what it did')] : []),
        ...withoutIt(subject),
      ];
    case 'blocked':
      return [
        answer(`attach ${subject}`, 'help it in its pane'),
        answer(`send ${subject} "..."`, 'tell it what it needs'),
        ...withoutIt(subject),
      ];
    case 'gate':
    case 'conflict':
    case 'landing':
      break;
  }
  return wave ? waysOn(wave) : gatesOf(subject);
}

function waysOn({ id, choices, gates }: WaveStatus): readonly InboxAnswer[] {
  const ways =
    choices.length > 0
      ? choices.map(({ name, text }) => answer(`decide ${id} ${name}`, text))
      : [answer(`merge ${id}`, 'merge it, and land it when it is green')];
  const isWritten = gates.some(({ log }) => log !== null);
  return isWritten ? [...ways, answer(`log ${id}`, 'read what its gates wrote')] : ways;
}

/** Its own gates were red when they ran last. */
export function isRed({ redRuns }: WorkstreamStatus): boolean {
  return redRuns > 0;
}

function gatesOf(subject: string): readonly InboxAnswer[] {
  return [
    answer(`check ${subject}`, 'run its gates again'),
    answer(`log ${subject}`, 'read what they wrote'),
    answer(`override ${subject} --message "..."`, 'have it count as done all the same'),
  ];
}

function againFor(
  subject: string,
  workstream: WorkstreamStatus | undefined,
): readonly InboxAnswer[] {
  if (workstream?.hold)
    return [answer(`resume ${subject}`, 'take it off hold, to start it again')];
  const one = answer(`restart ${subject}`, 'start its agent again, where it left off');
  const all = answer('restart --all', 'start all that were lost with their host');
  return workstream?.lost ? [one, all] : [one];
}

function withoutIt(subject: string): readonly InboxAnswer[] {
  return [
    answer(`handover ${subject} --agent NAME`, 'have another agent go on with it'),
    answer(`stop ${subject}`, 'give it up; its worktree stays'),
  ];
}

function leaveFor(subject: string): readonly InboxAnswer[] {
  return [
    answer(`approve ${subject}`, 'allow it, once; --show prints all of it'),
    answer(
      `approve ${subject} --always`,
      'the same for its session, where its agent has that',
    ),
    answer(`reject ${subject} --message "..."`, 'deny it, and say why'),
  ];
}

function chosenFor(subject: string): InboxAnswer {
  return answer(`answer ${subject} "..."`, 'choose; approve --show prints what it asks');
}

function answer(command: string, meaning: string): InboxAnswer {
  return { command, meaning };
}
