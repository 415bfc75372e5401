// A client on node-smpp: node client_node.js PORT [USER PASS SECONDS]. Binds as a transceiver; submit_sm (GSM 7-bit, UCS-2, UDH, message_payload), submit_multi, data_sm,
// query_sm, cancel_sm, replace_sm, enquire_link; answers deliver_sm; unbinds. One line a thing that happened; RESULT at the end; status 0 when a submit was answered, 3 when the bind was refused.
'use strict';
const smpp = require('smpp'); // found through NODE_PATH
const [port, user = 'smppclient', pw = 'password', secs = '4'] = process.argv.slice(2);
const s = smpp.connect({ host: '127.0.0.1', port: Number(port) }); const n = { ok: 0, fail: 0, dlr: 0, mo: 0 };
s.on('error', e => { console.log('ERROR', e.message); process.exit(2); });
s.on('close', () => { console.log('CLOSE'); });
s.on('deliver_sm', p => { (p.esm_class & 0x3c) ? n.dlr++ : n.mo++; console.log('DELIVER', p.esm_class, p.data_coding, p.source_addr, p.destination_addr, JSON.stringify(p.short_message), p.receipted_message_id, p.message_state); s.send(p.response()); });
s.on('enquire_link', p => s.send(p.response())); s.on('unbind', p => { console.log('SERVER UNBIND'); s.send(p.response(), () => s.close()); });
const show = (w) => (p) => { p.command_status ? n.fail++ : n.ok++; console.log(w, p.command, 'status', p.command_status, 'id', p.message_id, p.message_state); };
s.on('connect', () => s.bind_transceiver({ system_id: user, password: pw, system_type: 'vma', interface_version: 0x34 }, p => {
  if (p.command_status) { console.log('BINDFAIL', p.command, p.command_status); s.close(); setTimeout(() => process.exit(3), 200); return; }
  console.log('BOUND', p.system_id, p.sc_interface_version);
  const b = { source_addr_ton: 1, source_addr_npi: 1, source_addr: '4915112345', dest_addr_ton: 1, dest_addr_npi: 1, destination_addr: '4917012345', registered_delivery: 1 };
  let first = null; const mini = process.env.MINIMAL; // MINIMAL=1: submit_sm + enquire_link only
  s.submit_sm({ ...b, short_message: 'Hello {world} €' }, p => { first = p.message_id; show('gsm')(p); if (mini) return;
    s.query_sm({ message_id: first || '1', source_addr_ton: 1, source_addr_npi: 1, source_addr: b.source_addr }, show('query'));
    s.replace_sm({ message_id: first || '1', source_addr_ton: 1, source_addr_npi: 1, source_addr: b.source_addr, short_message: 'new text' }, show('replace'));
    s.cancel_sm({ message_id: first || '1', source_addr_ton: 1, source_addr_npi: 1, source_addr: b.source_addr, dest_addr_ton: 1, dest_addr_npi: 1, destination_addr: b.destination_addr }, show('cancel')); });
  s.submit_sm({ ...b, short_message: 'Привет, 你好 😀' }, show('ucs2'));
  s.submit_sm({ ...b, short_message: { udh: Buffer.from([5, 0, 3, 9, 2, 1]), message: 'part one ' } }, show('udh1'));
  s.submit_sm({ ...b, short_message: { udh: Buffer.from([5, 0, 3, 9, 2, 2]), message: 'part two' } }, show('udh2'));
  s.submit_sm({ ...b, short_message: '', message_payload: 'p'.repeat(400), user_message_reference: 513 }, show('payload'));
  if (!mini) s.data_sm({ ...b, message_payload: 'data_sm body' }, show('data_sm'));
  if (!mini) s.submit_multi({ source_addr_ton: 1, source_addr_npi: 1, source_addr: '4915112345', dest_address: [{ dest_addr_ton: 1, dest_addr_npi: 1, destination_addr: '4917011' }, { dl_name: 'MYLIST' }], short_message: 'multi' }, show('multi'));
  s.enquire_link(show('enquire'));
}));
setTimeout(() => { s.unbind(p => { console.log('UNBIND', p.command_status); s.close(); }); setTimeout(() => { console.log('RESULT', JSON.stringify(n)); process.exit(n.ok ? 0 : 1); }, 700); }, Number(secs) * 1000);
