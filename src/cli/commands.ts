/** Every command, in the order in which help lists them. */
import type { Command, Group } from './command.js';
import { ack } from './commands/ack.js';
import { approve } from './commands/approve.js';
import { attach } from './commands/attach.js';
import { capture } from './commands/capture.js';
import { check } from './commands/check.js';
import { decide } from './commands/decide.js';
import { clean } from './commands/clean.js';
import { conflicts } from './commands/conflicts.js';
import { demo } from './commands/demo.js';
import { down } from './commands/down.js';
import { log } from './commands/log.js';
import { ls } from './commands/ls.js';
import { merge } from './commands/merge.js';
import { newWorkstream } from './commands/new.js';
import { plan } from './commands/plan/plan.js';
import { prompt } from './commands/prompt.js';
import { redo } from './commands/redo.js';
import { reject } from './commands/reject.js';
import { replay } from './commands/replay.js';
import { report } from './commands/report.js';
import { restart } from './commands/restart.js';
import { rollback } from './commands/rollback.js';
import { send } from './commands/send.js';
import { status } from './commands/status.js';
import { stop } from './commands/stop.js';
import { trash } from './commands/trash.js';
import { up } from './commands/up.js';

export const commands: readonly (Command | Group)[] = [
  attach,
  up,
  plan,
  newWorkstream,
  ls,
  status,
  prompt,
  approve,
  reject,
  check,
  ack,
  conflicts,
  merge,
  decide,
  log,
  rollback,
  redo,
  clean,
  trash,
  send,
  capture,
  replay,
  stop,
  restart,
  report,
  down,
  demo,
];
