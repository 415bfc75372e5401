// The least message centre on node-smpp, for measuring what sends to it: every bind is taken, every submit_sm answered
// at once. 127.0.0.1 only; the first line of its output is the port.
'use strict';
const smpp = require('smpp'); // found through NODE_PATH
let id = 0;
const server = smpp.createServer((session) => {
  const answer = (pdu, values) => session.send(pdu.response(values));
  const bound = (pdu) => answer(pdu, { system_id: 'ANSWERS', sc_interface_version: 0x34 });
  for (const command of ['bind_transceiver', 'bind_transmitter', 'bind_receiver']) session.on(command, bound);
  session.on('submit_sm', (pdu) => answer(pdu, { message_id: String(++id) }));
  session.on('enquire_link', (pdu) => answer(pdu));
  session.on('unbind', (pdu) => session.send(pdu.response(), () => session.close()));
  session.on('error', () => {});
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
