// Reads PDUs, one a line in hex on stdin, with node-smpp's own parser; writes what it read, one JSON object a line.
// Octets are {x: hex}; its filters (texts, dates) are switched off, so that fields are what stands on the wire.
'use strict';
const smpp = require('smpp'); // found through NODE_PATH
const defs = require('smpp/lib/defs');
smpp.PDU.prototype._filter = function () {};
const shown = (value) => Buffer.isBuffer(value) ? { x: value.toString('hex') } : Array.isArray(value) ? value.map(shown) : value;
const tagOf = (key) => /^\d+$/.test(key) ? Number(key) : defs.tlvs[key] && defs.tlvs[key].id;
const HEAD = ['command', 'command_length', 'command_id', 'command_status', 'sequence_number'];
require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const pdu = new smpp.PDU(Buffer.from(line, 'hex'));
  const params = (defs.commands[pdu.command] || {}).params || {};
  const read = { command: pdu.command, status: pdu.command_status, sequence: pdu.sequence_number, fields: {}, tlvs: {} };
  for (const key of Object.keys(pdu).filter((key) => !HEAD.includes(key))) {
    if (key in params) read.fields[key] = shown(pdu[key]); else read.tlvs[tagOf(key)] = shown(pdu[key]);
  }
  console.log(JSON.stringify(read));
});
