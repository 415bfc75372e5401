// A message centre on node-smpp with faults on demand; 127.0.0.1 only, ends by itself after --seconds.
// node node_smsc.js [--port 0] [options]; port 0 takes a free one. Every PDU in and out is one JSON line on stdout; the first line tells the port.
//  --user id:pw        (repeatable; default smppclient:password)    --bindfail N   every bind gets command_status N (e.g. 13, 14, 5)
//  --bind-delay MS     delay of bind_resp                            --resp-delay MS delay of submit_sm_resp (--resp-jitter MS adds random: out-of-order resps)
//  --id dec|hex|HEX|uuid|empty|long  message_id format              --dlr-id same|hex2dec|dec2hex  id format used in the receipt text
//  --dlr MS            send a receipt after MS when registered_delivery&3 (default 200; -1 = never)
//  --dlr-stat LIST     comma list cycled (DELIVRD,UNDELIV,EXPIRED,REJECTD,...)    --dlr-tlv 0|1 add receipted_message_id/message_state/network_error_code TLVs
//  --dlr-format spec|short|lower|nodate|sec  receipt text flavour (sec = 12-digit dates)     --dlr-first  receipt BEFORE the submit_sm_resp
//  --dlr-text ascii|raw  what follows text: in a receipt (raw = the submitted bytes as they came, may be no valid GSM 03.38)
//  --throttle N        every Nth submit_sm gets ESME_RTHROTTLED (0x58)      --window N   more than N unanswered -> ESME_RMSGQFUL (0x14)
//  faults by the destination's last 4 digits (always on): 0001 RINVDSTADR 0x0b, 0002 RTHROTTLED, 0003 RMSGQFUL, 0004 RSUBMITFAIL 0x45,
//       0005 no response at all, 0006 generic_nack(RINVCMDID), 0007 response with a wrong sequence_number, 0008 response twice, 0009 connection reset,
//       0010 vendor status 0x0400+dest, 0011 half a response then FIN, 0012 response of another command (deliver_sm_resp), 0013 command_length=8 garbage, 0014 UNDELIV receipt, 0015 --late ms late
//  --fragment N[:MS]   write every PDU in pieces of N bytes, MS apart        --coalesce MS  gather PDUs and write them in one segment every MS
//  --enquire MS        server-initiated enquire_link                        --deaf-enquire  never answer enquire_link
//  --unbind MS         server-initiated unbind MS after bind                 --drop MS  socket destroyed MS after bind
//  --mo MS[:N]         deliver_sm MO every MS (N times), cycling GSM7 / UCS2 / UDH-concatenated / message_payload / binary
//  --outbind H:P       connect to H:P, send outbind, then serve that socket  --alert MS  alert_notification every MS
//  --raw HEX@MS        write raw bytes MS after bind (repeatable)            --tls KEY:CERT
//  --late MS           how late the answer to 0015 is (default 5000)
//  --ops MODE          query_sm, cancel_sm, replace_sm: done (state ENROUTE), refuse, silent, nack, other (a response of another command), close
//  --seconds N         exit after N s (default 120)
'use strict';
const smpp = require('smpp'); // found through NODE_PATH
const fs = require('fs'), crypto = require('crypto'), net = require('net');
const opt = { port: 0, late: 5000, user: [], raw: [], 'bind-delay': 0, 'resp-delay': 0, 'resp-jitter': 0, id: 'dec', 'dlr-id': 'same', dlr: 200,
  'dlr-stat': 'DELIVRD', 'dlr-tlv': 1, 'dlr-format': 'spec', throttle: 0, window: 0, seconds: 120 };
const argv = process.argv.slice(2);
for (let i = 0; i < argv.length; i++) {
  const k = argv[i].replace(/^--/, '');
  if (['dlr-first', 'deaf-enquire'].includes(k)) { opt[k] = true; continue; }
  const v = argv[++i];
  if (Array.isArray(opt[k])) opt[k].push(v); else opt[k] = typeof opt[k] === 'number' ? Number(v) : v;
}
if (!opt.user.length) opt.user.push('smppclient:password');
const users = Object.fromEntries(opt.user.map(u => u.split(/:(.*)/s).slice(0, 2)));
const stats = opt['dlr-stat'].split(',');
const STATE = { ENROUTE: 1, DELIVRD: 2, EXPIRED: 3, DELETED: 4, UNDELIV: 5, ACCEPTD: 6, UNKNOWN: 7, REJECTD: 8 };
const live = new Set(); // bound sessions: {session, st}
let nid = 1000000000 + (process.pid % 1000) * 1000, ndlr = 0, nsub = 0, nsess = 0;
const log = (o) => console.log(JSON.stringify(Object.assign({ t: Date.now() }, o), (k, v) => (v && v.type === 'Buffer') ? Buffer.from(v.data).toString('hex') : v));
function newId() {
  const n = ++nid;
  switch (opt.id) {
    case 'hex': return n.toString(16); case 'HEX': return n.toString(16).toUpperCase();
    case 'uuid': return crypto.randomUUID(); case 'empty': return ''; case 'long': return 'x'.repeat(40) + n; default: return String(n);
  }
}
function dlrId(id) {
  if (opt['dlr-id'] === 'hex2dec') return String(parseInt(id, 16));
  if (opt['dlr-id'] === 'dec2hex') return Number(id).toString(16).toUpperCase();
  return id;
}
const p2 = (n) => String(n).padStart(2, '0');
function stamp(d, sec) { return p2(d.getFullYear() % 100) + p2(d.getMonth() + 1) + p2(d.getDate()) + p2(d.getHours()) + p2(d.getMinutes()) + (sec ? p2(d.getSeconds()) : ''); }
function dlrText(id, stat, sub, text) {
  const sec = opt['dlr-format'] === 'sec', d = stamp(new Date(), sec), err = stat === 'DELIVRD' ? '000' : '001', ok = stat === 'DELIVRD' ? '001' : '000';
  switch (opt['dlr-format']) {
    case 'short': return `id:${id} stat:${stat}`;
    case 'lower': return `id:${id} sub:001 dlvrd:${ok} submit date:${stamp(sub)} done date:${d} stat:${stat.toLowerCase()} err:${err} text:${text}`;
    case 'nodate': return `id:${id} sub:001 dlvrd:${ok} stat:${stat} err:${err} Text:${text}`;
    default: return `id:${id} sub:001 dlvrd:${ok} submit date:${stamp(sub, sec)} done date:${d} stat:${stat} err:${err} text:${text}`;
  }
}
function shape(socket) { // fragmenting / coalescing writes
  const w = socket.write.bind(socket);
  if (opt.fragment) {
    const [n, ms] = opt.fragment.split(':').map(Number); const q = []; let busy = false;
    socket.setNoDelay(true);
    const pump = () => { if (!q.length) { busy = false; return; } busy = true; const [b, cb] = q.shift(); if (socket.writable) w(b, cb); setTimeout(pump, ms || 5); };
    socket.write = (b, cb) => { for (let i = 0; i < b.length; i += n) q.push([b.subarray(i, i + n), i + n >= b.length ? cb : undefined]); if (!busy) pump(); return true; };
    const end = socket.end.bind(socket); socket.end = () => { const again = () => (q.length || busy) ? setTimeout(again, 20) : end(); again(); };
  } else if (opt.coalesce) {
    let bufs = [], cbs = [], timer = null;
    const flush = () => { timer = null; const c = cbs; if (bufs.length && socket.writable) w(Buffer.concat(bufs), () => c.forEach(f => f && f())); bufs = []; cbs = []; };
    socket.write = (b, cb) => { bufs.push(b); cbs.push(cb); if (!timer) timer = setTimeout(flush, Number(opt.coalesce)); return true; };
    const end = socket.end.bind(socket); socket.end = () => { flush(); end(); };
  }
}
function serve(session, bound) {
  const n = ++nsess, timers = []; let pending = 0;
  shape(session.socket);
  const later = (ms, f) => timers.push(setTimeout(f, ms)), every = (ms, f) => timers.push(setInterval(f, ms));
  const st = { mode: bound || null, id: null };
  log({ s: n, ev: 'connect', from: session.socket.remoteAddress + ':' + session.socket.remotePort });
  session.on('close', () => { live.delete(st); timers.forEach(clearTimeout); log({ s: n, ev: 'close' }); });
  session.on('error', (e) => log({ s: n, ev: 'error', msg: String(e.message || e) }));
  session.on('pdu', (p) => log({ s: n, dir: 'in', pdu: p }));
  session.on('send', (p) => log({ s: n, dir: 'out', command: p.command, seq: p.sequence_number, status: p.command_status }));
  const afterBind = () => {
    if (opt.enquire) every(Number(opt.enquire), () => session.enquire_link());
    if (opt.unbind) later(Number(opt.unbind), () => session.unbind(() => session.close()));
    if (opt.drop) later(Number(opt.drop), () => session.socket.destroy());
    if (opt.alert) every(Number(opt.alert), () => session.alert_notification({ source_addr_ton: 1, source_addr_npi: 1, source_addr: '491701234567', esme_addr_ton: 0, esme_addr_npi: 0, esme_addr: '1234', ms_availability_status: 0 }));
    for (const r of opt.raw) { const [hex, ms] = r.split('@'); later(Number(ms || 0), () => session.socket.write(Buffer.from(hex, 'hex'))); }
    if (opt.mo && st.mode !== 'bind_transmitter') {
      const [ms, max] = opt.mo.split(':').map(Number); let k = 0;
      every(ms, () => { if (max && k >= max) return; mo(k++); });
    }
  };
  const mo = (k) => {
    const base = { source_addr_ton: 1, source_addr_npi: 1, source_addr: '491701234567', dest_addr_ton: 0, dest_addr_npi: 1, destination_addr: '1234' };
    const big = 'Concatenated part ' + 'abcdefghij'.repeat(20);
    switch (k % 6) {
      case 0: return session.deliver_sm({ ...base, data_coding: 0, short_message: Buffer.from('MO hello @ 0x00 ' + k) });
      case 1: return session.deliver_sm({ ...base, data_coding: 8, short_message: Buffer.from('MO \u041f\u0440\u0438\u0432\u0435\u0442 \u4f60\u597d \ud83d\ude00', 'utf16le').swap16() });
      case 2: { const ref = k & 255, parts = 2; for (let i = 0; i < parts; i++) session.deliver_sm({ ...base, esm_class: 0x40, data_coding: 0, short_message: Buffer.concat([Buffer.from([5, 0, 3, ref, parts, i + 1]), Buffer.from(big.slice(i * 120, i * 120 + 120))]) }); return; }
      case 3: return session.deliver_sm({ ...base, data_coding: 0, short_message: '', message_payload: Buffer.from('payload '.repeat(60)) });
      case 4: return session.deliver_sm({ ...base, data_coding: 4, short_message: Buffer.from('00ff10deadbeef80', 'hex') });
      case 5: return session.deliver_sm({ ...base, data_coding: 3, short_message: Buffer.from('Latin1 \u00e9\u00e8\u00fc\u00df', 'latin1'), sar_msg_ref_num: 7, sar_total_segments: 1, sar_segment_seqnum: 1, user_message_reference: 99 });
    }
  };
  const bind = (mode) => (p) => {
    session.pause();
    setTimeout(() => {
      let status = 0;
      if (st.mode) status = 0x05;
      else if (opt.bindfail) status = Number(opt.bindfail);
      else if (!(p.system_id in users)) status = 0x0f; // ESME_RINVSYSID
      else if (users[p.system_id] !== p.password) status = 0x0e; // ESME_RINVPASWD
      session.send(p.response(status ? { command_status: status } : { system_id: 'NODESMSC', sc_interface_version: 0x34 }), () => {
        if (status && !st.mode) { session.close(); return; }
      });
      if (!status) { st.mode = mode; st.id = p.system_id; st.session = session; live.add(st); afterBind(); }
      session.resume();
    }, opt['bind-delay']);
  };
  for (const m of ['bind_transmitter', 'bind_receiver', 'bind_transceiver']) session.on(m, bind(m));
  session.on('enquire_link', (p) => { if (!opt['deaf-enquire']) session.send(p.response()); });
  session.on('unbind', (p) => { session.send(p.response(), () => session.close()); });
  session.on('unknown', (p) => session.send(p.response()));
  const needBound = (p, tx) => { if (!st.mode || (tx && st.mode === 'bind_receiver')) { session.send(p.response({ command_status: 0x04 })); return true; } return false; };
  const submit = (p) => {
    if (needBound(p, true)) return;
    nsub++; pending++;
    const done = (f) => () => { pending--; f(); };
    const ms = opt['resp-delay'] + Math.random() * opt['resp-jitter'], t0 = new Date();
    const fail = (s) => later(ms, done(() => session.send(p.response({ command_status: s }))));
    const dest = p.destination_addr || (p.dest_address && p.dest_address[0] && p.dest_address[0].destination_addr) || '';
    let stat = stats[ndlr++ % stats.length];
    if (opt.throttle && nsub % opt.throttle === 0) return fail(0x58);
    if (opt.window && pending > opt.window) return fail(0x14);
    switch (dest.length > 4 ? dest.slice(-4) : '') {
      case '0001': return fail(0x0b); case '0002': return fail(0x58); case '0003': return fail(0x14); case '0004': return fail(0x45);
      case '0005': pending--; return;
      case '0006': pending--; return void session.generic_nack({ command_status: 0x03, sequence_number: p.sequence_number });
      case '0007': { const r = p.response({ message_id: newId() }); r.sequence_number += 1000; pending--; return void session.send(r); }
      case '0008': { const id = newId(); pending--; session.send(p.response({ message_id: id })); return void session.send(p.response({ message_id: id })); }
      case '0009': return void session.socket.resetAndDestroy();
      case '0010': return fail(0x0401);
      case '0011': { const b = p.response({ message_id: newId() }).toBuffer(); session.socket.write(b.subarray(0, 10), () => later(300, () => session.close())); return; }
      case '0012': { const r = new smpp.PDU('deliver_sm_resp', { sequence_number: p.sequence_number, message_id: newId() }); pending--; return void session.send(r); }
      case '0013': pending--; return void session.socket.write(Buffer.from('0000000880000004', 'hex'));
      case '0014': stat = 'UNDELIV'; break;
      case '0015': return void later(opt.late, done(() => session.send(p.response({ message_id: newId() }))));
    }
    const id = newId();
    const resp = () => session.send(p.response(p.command === 'submit_multi' ? { message_id: id, unsuccess_sme: [] } : { message_id: id }));
    const wants = (p.registered_delivery & 3) === 1 || ((p.registered_delivery & 3) === 2 && stat !== 'DELIVRD');
    const dlr = () => { // on this session when TRX, else on any receiver bound with the same system_id
      let to = st;
      if (st.mode === 'bind_transmitter') to = [...live].find(x => x.id === st.id && x.mode !== 'bind_transmitter');
      if (!to || !to.session.socket.writable) return;
      let text = (p.short_message && p.short_message.message || '').toString().slice(0, 20);
      if (opt['dlr-text'] !== 'raw') text = text.replace(/[^\x20-\x3f\x41-\x5a\x61-\x7a]/g, '?');
      const o = { source_addr_ton: p.dest_addr_ton, source_addr_npi: p.dest_addr_npi, source_addr: dest, dest_addr_ton: p.source_addr_ton, dest_addr_npi: p.source_addr_npi,
        destination_addr: p.source_addr, esm_class: 0x04, data_coding: 0, short_message: Buffer.from(dlrText(dlrId(id), stat, t0, text), 'latin1') };
      if (opt['dlr-tlv']) { o.receipted_message_id = dlrId(id); o.message_state = STATE[stat] || 7; if (stat !== 'DELIVRD') o.network_error_code = Buffer.from([3, 0, 1]); }
      to.session.deliver_sm(o);
    };
    if (opt['dlr-first'] && wants) { dlr(); later(ms + 100, done(resp)); return; }
    later(ms, done(() => { resp(); if (wants && opt.dlr >= 0) setTimeout(dlr, opt.dlr); }));
  };
  for (const c of ['submit_sm', 'data_sm', 'submit_multi']) session.on(c, submit);
  const about = (name, status, usual, done) => session.on(name, (p) => {
    if (needBound(p)) return;
    switch (opt.ops) {
      case 'done': return void session.send(p.response(done(p)));
      case 'refuse': return void session.send(p.response({ command_status: status }));
      case 'silent': return;
      case 'nack': return void session.generic_nack({ command_status: 0x03, sequence_number: p.sequence_number });
      case 'other': return void session.send(new smpp.PDU('deliver_sm_resp', { sequence_number: p.sequence_number }));
      case 'close': return void session.socket.destroy();
      default: session.send(p.response(usual(p)));
    }
  });
  const state = (value) => (p) => ({ message_id: p.message_id, final_date: '', message_state: value, error_code: 0 });
  about('query_sm', 0x67, state(2), state(1));
  about('cancel_sm', 0x11, () => ({}), () => ({}));
  about('replace_sm', 0x13, () => ({ command_status: 0x13 }), () => ({}));
}
const tlsOpt = opt.tls ? { key: fs.readFileSync(opt.tls.split(':')[0]), cert: fs.readFileSync(opt.tls.split(':')[1]) } : {};
const server = smpp.createServer(tlsOpt, (s) => serve(s));
server.on('error', (e) => { log({ ev: 'server-error', msg: String(e) }); process.exit(1); });
server.listen(opt.port, '127.0.0.1', () => log({ ev: 'listening', port: server.address().port }));
if (opt.outbind) {
  const [h, p] = opt.outbind.split(':');
  setTimeout(() => {
    const sock = net.connect(Number(p), h, () => {
      const session = new smpp.Session({ socket: sock });
      serve(session);
      session.outbind({ system_id: 'NODESMSC', password: 'outbind' });
    });
    sock.on('error', (e) => log({ ev: 'outbind-error', msg: String(e) }));
  }, 500);
}
setTimeout(() => { log({ ev: 'end of time' }); process.exit(0); }, opt.seconds * 1000);
process.on('SIGTERM', () => process.exit(0));
