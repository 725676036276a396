/** What happens to a wave on its way to its target. */
import type { CommitId, WaveId } from '../domain/ids.js';
import type {
  Choice,
  ChoiceName,
  Conflict,
  GateReport,
  LeftOut,
  MergeStep,
} from '../domain/merge.js';

export type MergeEvent =
  | {
      readonly type: 'mergeStarted';
      readonly wave: WaveId;
      readonly by: string;
      /** Its members as a person wants them to follow each other. */
      readonly order?: readonly string[];
    }
  /** Its gates run, or the next one does. */
  | {
      readonly type: 'gatesStarted';
      readonly wave: WaveId;
      readonly gates: readonly GateReport[];
    }
  /** A gate is red, and whose work makes it so is looked for; `doing` says how. */
  | {
      readonly type: 'isolating';
      readonly wave: WaveId;
      readonly gates: readonly GateReport[];
      readonly doing: string;
    }
  /** A person chose how a blocked wave goes on. */
  | {
      readonly type: 'decided';
      readonly wave: WaveId;
      readonly choice: ChoiceName;
      readonly by: string;
      readonly reason: string;
    }
  /** An unruled conflict, a red gate, a dirty member: nothing was changed. */
  | {
      readonly type: 'mergeBlocked';
      readonly wave: WaveId;
      readonly why: string;
      readonly conflicts: readonly Conflict[];
      readonly gates: readonly GateReport[];
      /** The ways on. */
      readonly choices?: readonly Choice[];
    }
  /** Gated, but the target is checked out somewhere; a fast-forward there lands it. */
  | {
      readonly type: 'readyToLand';
      readonly wave: WaveId;
      readonly commit: CommitId;
      readonly why: string;
      readonly gates?: readonly GateReport[];
    }
  | {
      readonly type: 'landed';
      readonly wave: WaveId;
      readonly commit: CommitId;
      /** Members that did not land with it. */
      readonly leftOut?: readonly LeftOut[];
      /** How it came about, where this is known: not when it is seen on the target only. */
      readonly steps?: readonly MergeStep[];
      readonly gates?: readonly GateReport[];
    }
  | { readonly type: 'rolledBack'; readonly wave: WaveId };
