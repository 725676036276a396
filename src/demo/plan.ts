/**
 * The plan of the demonstration as the text of a `wtmux.yaml`: the waves, integration
 * branch and dependencies of seed 003, written out so that it can be read as an example.
 */
import type { DemoAgentCommand } from './demo.js';

/** The plan whose agents are started by `agent`. */
export function demoPlan({ command, args }: DemoAgentCommand): string {
  return `# Week 2 of docimport: seven workstreams, five waves, one integration branch.
version: 1
name: week-2
base: main
worktrees: ../{repo}.worktrees/{slug}
maxSessions: 7
layout: tiled

agents:
  # JSON is YAML, so any path can stand here.
  demo: { command: ${JSON.stringify(command)}, args: ${JSON.stringify(args)} }

gates:
  clean: { run: "sh scripts/check.sh", timeout: 1m }
  tests: { run: "sh scripts/coverage.sh", timeout: 1m, measure: { pattern: 'tests: (\\d+) %', min: 40 } }

workstreams:
  - id: TD2
    name: Config management
    branch: workstream/config-management
    agent: demo
    role: python-pro
    prompt: >-
      Settings are read wherever they are needed. Gather them in one checked Config class
      in src/config.py and use it everywhere.
    estimate: 2d
    priority: critical
    owns: [src/config.py]
  - id: TD1
    name: Error handling
    branch: workstream/error-handling
    agent: demo
    role: python-pro
    prompt: >-
      Tell failures that pass from failures that stay, and try the first kind again as
      often as the configuration says. Log every retry.
    estimate: 2d
    priority: critical
    dependsOn: [TD2]
    owns: [src/errors.py, src/retry.py]
  - id: TD3
    name: API client refactor
    branch: workstream/api-client-refactor
    agent: demo
    role: backend-architect
    prompt: >-
      Make the client a class that takes its configuration and raises the errors of TD1.
    estimate: 2d
    priority: high
    dependsOn: [TD1, TD2]
    owns: [src/api_client.py]
  - id: TD4
    name: Test infrastructure
    branch: workstream/test-coverage
    agent: demo
    role: test-automator
    prompt: >-
      Shared fixtures, and a test file for each module that has none.
    estimate: 2d
    priority: high
    owns: ["tests/**"]
  - id: WS1
    name: Vector store
    branch: workstream/vector-store
    agent: demo
    role: python-pro
    prompt: >-
      Keep an embedding of every document and find the nearest to a question.
    estimate: 4d
    dependsOn: [{ id: TD2, soft: true }]
    owns: [src/vector_store.py]
  - id: WS2
    name: Batch processing
    branch: workstream/batch-processing
    agent: demo
    role: backend-architect
    prompt: >-
      Process a folder in batches of the configured size.
    estimate: 4d
    dependsOn: [TD2]
    owns: [src/batch.py]
  - id: WS3
    name: Production hardening
    branch: workstream/production-hardening
    agent: demo
    role: deployment-engineer
    prompt: >-
      A health check, durations in the logs, and a runbook for whoever is on call.
    estimate: 5d
    dependsOn: [{ id: TD2, soft: true }]
    owns: [src/health.py, docs/runbook.md]

waves:
  - id: wave1-config
    members: [TD2]
    target: integration/wave1-config
    from: main
    gates: [clean]
  - id: wave2-errors
    members: [TD1, TD4]
    target: integration/wave1-config
    gates: [clean, tests]
  - id: wave3-client
    members: [WS1, TD3]
    target: integration/wave1-config
    gates: [clean, tests]
  - id: wave4-batches
    members: [WS2]
    target: integration/wave1-config
    gates: [clean, tests]
  - id: wave5-release
    members: [wave4-batches, WS3]
    target: main
    gates: [clean, tests]

rules:
  - { path: src/config.py, resolve: "owner:TD2" }
  - { path: src/logging_config.py, resolve: union }
`;
}
