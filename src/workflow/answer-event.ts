/** What of a workstream asks for a person, and what the person answers. */
import type { WorkstreamId } from '../domain/ids.js';

export type AnswerEvent =
  /** The agent wrote its plan and waits for an answer to it. */
  | {
      readonly type: 'planWritten';
      readonly workstream: WorkstreamId;
      readonly revision: string;
    }
  | {
      readonly type: 'planApproved';
      readonly workstream: WorkstreamId;
      readonly revision: string;
      readonly by: string;
    }
  /** A person changed its plan, and gave it back to go by. */
  | {
      readonly type: 'planEdited';
      readonly workstream: WorkstreamId;
      readonly by: string;
      /** The plan as it is approved. */
      readonly text: string;
    }
  | {
      readonly type: 'planRejected';
      readonly workstream: WorkstreamId;
      readonly by: string;
      readonly message: string;
    }
  /** A permission that its agent asked for; by a person, or by a rule of theirs. */
  | {
      readonly type: 'permissionAnswered';
      readonly workstream: WorkstreamId;
      /** What was asked, its beginning. */
      readonly asked: string;
      readonly given: boolean;
      /** The reason of a no. */
      readonly message: string;
      readonly by: string;
      /** For the whole session of the agent. */
      readonly always?: boolean;
      /** It was said to its agent, of which nothing tells that it has heard. */
      readonly unproven?: boolean;
    }
  /** A rule is about to give a permission: what came of it is told, or the engine was ended. */
  | {
      readonly type: 'permissionGiving';
      readonly workstream: WorkstreamId;
      readonly asked: string;
      readonly by: string;
    }
  /** It was answered otherwise before. */
  | { readonly type: 'permissionNotGiven'; readonly workstream: WorkstreamId }
  /** A person chose among the answers that a question of its agent brought. */
  | {
      readonly type: 'questionAnswered';
      readonly workstream: WorkstreamId;
      /** By question. */
      readonly answers: Readonly<Record<string, string>>;
      readonly by: string;
    }
  /** A rule over time, or a budget, asks for attention; `id` names the rule and the workstream. */
  | {
      readonly type: 'escalated';
      readonly workstream: WorkstreamId;
      readonly id: string;
      readonly text: string;
      /** And the rule has it held, or all of the plan. */
      readonly hold?: boolean;
      readonly all?: boolean;
      /** And the desktop is told. */
      readonly notify?: boolean;
      /** Whose conflict with it this tells of, so that it is not told of them, too. */
      readonly with?: readonly WorkstreamId[];
    }
  /** A person has seen to all that a workstream asks attention for. */
  | {
      readonly type: 'acknowledged';
      readonly workstream: WorkstreamId;
      readonly by: string;
    };
