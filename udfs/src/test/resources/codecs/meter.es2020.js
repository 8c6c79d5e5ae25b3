// Water meter: BCD date, float32 flow, 32-bit volume; a downlink sets interval and valve.
const bcd = (byte) => (byte >> 4) * 10 + (byte & 0x0f);

function decodeUplink(input) {
  const { bytes } = input;
  const view = new DataView(Uint8Array.from(bytes).buffer);
  const [year, month, day] = bytes.slice(0, 3).map(bcd);
  const two = (n) => `${n}`.padStart(2, '0');
  return {
    data: {
      date: `20${two(year)}-${two(month)}-${two(day)}`,
      flow: view.getFloat32(3),
      volume: view.getUint32(7, true),
      valve: { 0: 'closed', 1: 'open' }[bytes[11]] ?? 'unknown',
    },
  };
}

function encodeDownlink({ data, fPort }) {
  const { interval = 60, valve } = data;
  if (!Number.isInteger(interval) || interval < 1 || interval > 65535) {
    return { errors: [`interval ${interval} is out of range`] };
  }
  const bytes = [0x01, interval >> 8, interval & 0xff];
  if (valve !== undefined) bytes.push(0x02, valve === 'open' ? 1 : 0);
  return { bytes, fPort: fPort || 10, warnings: [] };
}

function decodeDownlink({ bytes }) {
  return { data: { interval: (bytes[1] << 8) | bytes[2], valve: bytes[4] === 1 ? 'open' : 'closed' } };
}

if (typeof module !== 'undefined') module.exports = { decodeUplink, encodeDownlink, decodeDownlink };
