// An ESME on node-smpp that plays a plan: node node_player.js PORT PLAN. PLAN is JSON: bind ("transceiver", "transmitter",
// "receiver"), login (fields of the bind), messages (fields of each submit_sm), pause (seconds between them), enquire
// (seconds between enquire_links), until (how many PDUs of which command are enough), seconds (the longest that it stays).
// One JSON line an event, then it unbinds. 127.0.0.1 only.
'use strict';
const smpp = require('smpp'); // found through NODE_PATH
const [port, told] = process.argv.slice(2);
const plan = { bind: 'transceiver', login: {}, messages: [], pause: 0, enquire: 0, until: {}, seconds: 10, ...JSON.parse(told) };
const begun = Date.now();
const say = (ev, values) => console.log(JSON.stringify({ ev, ms: Date.now() - begun, ...values }));
const told_of = (pdu) => {
  const values = { ...pdu };
  for (const [name, value] of Object.entries(values)) if (Buffer.isBuffer(value)) values[name] = value.toString('hex');
  if (pdu.short_message) values.text = String(pdu.short_message.message ?? pdu.short_message);
  return values;
};
const session = smpp.connect({ host: '127.0.0.1', port: Number(port) });
const end = () => { say('end'); process.exit(0); };
session.on('error', (error) => say('error', { words: error.message }));
session.on('close', () => { say('closed'); end(); });
const heard = {};
session.on('pdu', (pdu) => {
  say('pdu', { pdu: told_of(pdu) });
  heard[pdu.command] = (heard[pdu.command] ?? 0) + 1;
  const wanted = Object.entries(plan.until);
  if (wanted.length && wanted.every(([command, count]) => heard[command] >= count)) setImmediate(leave);
});
session.on('deliver_sm', (pdu) => session.send(pdu.response()));
session.on('data_sm', (pdu) => session.send(pdu.response()));
session.on('enquire_link', (pdu) => session.send(pdu.response()));
session.on('unbind', (pdu) => session.send(pdu.response(), () => session.close()));
session.on('connect', () => {
  const login = { system_id: 'demo', password: 'secret', interface_version: 0x34, ...plan.login };
  session[`bind_${plan.bind}`](login, (answer) => {
    if (answer.command_status) { session.close(); return; }
    const ends = { source_addr_ton: 1, source_addr_npi: 1, source_addr: '4915112345', dest_addr_ton: 1, dest_addr_npi: 1 };
    plan.messages.forEach((message, at) => setTimeout(
      () => session.submit_sm({ ...ends, destination_addr: '491701234567', registered_delivery: 1, short_message: 'hello', ...message }),
      at * plan.pause * 1000));
    if (plan.enquire) setInterval(() => session.enquire_link(), plan.enquire * 1000);
  });
});
let leaving = false;
const leave = () => {
  if (leaving) return;
  leaving = true;
  session.unbind(() => session.close());
  setTimeout(end, 500);
};
setTimeout(leave, plan.seconds * 1000);
