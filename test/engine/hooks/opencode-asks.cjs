/**
 * Asks for leave as opencode does, by the plugin that it is given: each request has an id, by
 * which it is answered. By SIGUSR2 a person answers in its pane, and it asks for another.
 */
const { appendFileSync } = require('node:fs');

const { plugin } = JSON.parse(process.env.OPENCODE_CONFIG_CONTENT);
const sessionID = 's';
let asked = 0;
let open;
let event;

const tell = (type, properties) => event({ event: { type, properties } });

function ask() {
  asked += 1;
  open = { id: `per_${asked}`, command: `make part-${asked}` };
  const { id, command } = open;
  const metadata = { command };
  appendFileSync('asked', `${command}\n`);
  void tell('permission.asked', {
    id,
    sessionID,
    permission: 'bash',
    patterns: [],
    metadata,
  });
}

function settle(by) {
  const { id } = open;
  open = undefined;
  if (by) appendFileSync('replies', `${id} ${by}\n`);
  void tell('permission.replied', { requestID: id, sessionID, reply: 'once' });
  ask();
}

/** Of what is not asked any more it says nothing, as opencode does. */
const client = {
  _client: {
    async post({ path, body }) {
      if (open?.id === path.requestID) settle(body.reply);
      else appendFileSync('late', `${path.requestID}\n`);
    },
  },
};

process.stdin.resume();
process.on('SIGUSR2', () => settle(undefined));

async function begin() {
  const { wtmux } = await import(plugin[0]);
  ({ event } = await wtmux({ client }));
  appendFileSync('pid', `${process.pid}\n`);
  ask();
}

void begin();
