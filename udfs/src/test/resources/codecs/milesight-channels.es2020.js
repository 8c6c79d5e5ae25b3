// Channel and type bytes, then a little-endian value; settings both ways. ES2020.
const u16 = (b, i) => b[i] | (b[i + 1] << 8);
const s16 = (b, i) => (u16(b, i) << 16) >> 16;
const u32 = (b, i) => (u16(b, i) + u16(b, i + 2) * 65536);
const LEAKAGE = ['normal', 'leak'];

const CHANNELS = new Map([
  ['01-75', (b, i) => [1, { battery: b[i] }]],
  ['03-67', (b, i) => [2, { temperature: s16(b, i) / 10 }]],
  ['04-68', (b, i) => [1, { humidity: b[i] / 2 }]],
  ['05-00', (b, i) => [1, { leakage_status: LEAKAGE[b[i]] ?? 'unknown' }]],
  ['20-ce', (b, i) => [8, {
    history: [{
      timestamp: u32(b, i), temperature: s16(b, i + 4) / 10, humidity: b[i + 6] / 2,
      leakage_status: LEAKAGE[b[i + 7]] ?? 'unknown',
    }],
  }]],
  ['ff-03', (b, i) => [2, { report_interval: u16(b, i) }]],
]);

const hex = (byte) => byte.toString(16).padStart(2, '0');

function Decode(fPort, bytes) {
  const merged = {};
  for (let at = 0; at + 1 < bytes.length;) {
    const read = CHANNELS.get(`${hex(bytes[at])}-${hex(bytes[at + 1])}`);
    if (!read) {
      throw new Error(`unknown channel ${hex(bytes[at])} ${hex(bytes[at + 1])}`);
    }
    const [size, { history, ...values }] = read(bytes, at + 2);
    Object.assign(merged, values);
    if (history) {
      (merged.history ??= []).push(...history);
    }
    at += 2 + size;
  }
  return merged;
}

const COMMANDS = {
  reboot: () => [0xff, 0x10, 0xff],
  report_interval: (s) => [0xff, 0x03, s & 0xff, s >> 8],
  collection_interval: (s) => [0xff, 0x02, s & 0xff, s >> 8],
  history_enable: (on) => [0xff, 0x68, on === 'enable' ? 1 : 0],
  retransmit_enable: (on) => [0xff, 0x69, on === 'enable' ? 1 : 0],
  retransmit_interval: (s) => [0xff, 0x6a, 0, s & 0xff, s >> 8],
};

function encodeDownlink({ data }) {
  const unknown = Object.keys(data).filter((name) => !(name in COMMANDS));
  return unknown.length > 0
    ? { bytes: [], errors: [`unknown: ${unknown.join()}`] }
    : { bytes: Object.entries(data).flatMap(([name, value]) => COMMANDS[name](value)) };
}
