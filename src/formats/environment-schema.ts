/** What `environment` of a plan may say: what agents find in their worktrees. */
import * as z from 'zod';
import type { Environment, Plan } from '../domain/plan.js';
import { USUAL_PORTS, type PortSpace } from '../domain/ports.js';
import { DURATION, DURATION_FORM, durationMs } from './duration.js';
import type { Fault } from './problem.js';

/** With ten each, room for a thousand workstreams. */
const PORTS = 10_000;

/** Dependencies of a large project, fetched over a slow line. */
const SETUP_TIMEOUT = '10m';

const LAST_PORT = 65_535;
const PORT_FORM = 'a port from 1024 to 65535';
const port = z
  .int({ error: PORT_FORM })
  .min(1024, { error: PORT_FORM })
  .max(LAST_PORT, { error: PORT_FORM });
const EACH_FORM = 'a whole number from 0 to 1000';

export const portsShape = {
  from: port.optional().describe('The first that may be given. Default: 20000.'),
  to: port.optional().describe('The last. Default: 9999 after the first.'),
  each: z
    .int({ error: EACH_FORM })
    .min(0, { error: EACH_FORM })
    .max(1000, { error: EACH_FORM })
    .optional()
    .describe('How many each workstream gets. Default: 10; 0 gives none.'),
};

const INCLUDED_FORM = 'a path inside of the repository and outside of .git';
const included = z
  .string({ error: INCLUDED_FORM })
  .refine((path) => isInside(path), { error: INCLUDED_FORM });

export const environmentShape = {
  ports: z
    .strictObject(portsShape, { error: '{ from: 20000, to: 29999, each: 10 }' })
    .optional()
    .describe('Free ports of each workstream; WTMUX_PORT is its first.'),
  link: z
    .array(included, { error: 'a list of paths' })
    .optional()
    .describe('Of what .worktreeinclude names: linked in place of copied.'),
  setup: z
    .string({ error: 'a shell line' })
    .min(1, { error: 'a shell line' })
    .optional()
    .describe('A shell line, run once in each worktree before its agent starts.'),
  timeout: z
    .string({ error: DURATION_FORM })
    .regex(DURATION, { error: DURATION_FORM })
    .optional()
    .describe('Of the set-up. Default: 10m.'),
};

export const environmentSchema = z.strictObject(environmentShape, {
  error: '{ setup: "npm ci", ports: { from: 20000 } }',
});

type EnvironmentText = z.infer<typeof environmentSchema>;

export function environmentOf(text: EnvironmentText): Environment {
  const { ports, link, setup, timeout } = text;
  return {
    ...(ports && { ports: portSpace(ports) }),
    ...(link && { link: link.map((path) => path.replace(/\/+$/, '')) }),
    ...(setup !== undefined && {
      setup,
      timeoutMs: durationMs(timeout ?? SETUP_TIMEOUT),
    }),
  };
}

function portSpace(ports: NonNullable<EnvironmentText['ports']>): PortSpace {
  const { from = USUAL_PORTS.from, each = USUAL_PORTS.each } = ports;
  const { to = Math.min(LAST_PORT, from + PORTS - 1) } = ports;
  return { from, to, each };
}

function isInside(path: string): boolean {
  const parts = path.replace(/\/+$/, '').split('/');
  return !parts.some((part) => ['', '.', '..', '.git'].includes(part));
}

export function environmentFaults({ environment = {} }: Plan): readonly Fault[] {
  const { ports } = environment;
  if (!ports || ports.to - ports.from + 1 >= ports.each) return [];
  const why = `expected room for ${ports.each} ports from ${ports.from} on`;
  return [[['environment', 'ports', 'to'], why]];
}
