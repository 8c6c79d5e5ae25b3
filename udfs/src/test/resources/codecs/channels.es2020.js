// Multi-channel telemetry in the manner of Cayenne LPP: channel, type, value … ES2020.
const signed = (bits) => (value) => (value >= 2 ** (bits - 1) ? value - 2 ** bits : value);
const plain = (value) => value;

const TYPES = {
  0x00: { name: 'digital_in', size: 1 },
  0x02: { name: 'analog_in', size: 2, divisor: 100, convert: signed(16) },
  0x67: { name: 'temperature', size: 2, divisor: 10, convert: signed(16) },
  0x68: { name: 'humidity', size: 1, divisor: 2 },
  0x71: { name: 'accelerometer', size: 6, read: (b) => ({ x: axis(b, 0), y: axis(b, 2), z: axis(b, 4) }) },
};

const unsigned = (bytes) => bytes.reduce((sum, byte) => sum * 256 + byte, 0);
const axis = (bytes, at) => signed(16)(unsigned(bytes.slice(at, at + 2))) / 1000;

class Cursor {
  #at = 0;

  constructor(bytes) {
    this.bytes = bytes;
  }

  get more() {
    return this.#at < this.bytes.length;
  }

  take(count = 1) {
    const taken = this.bytes.slice(this.#at, this.#at + count);
    if (taken.length < count) throw new RangeError(`ends within a value at ${this.#at}`);
    this.#at += count;
    return taken;
  }
}

function* readings(bytes) {
  const cursor = new Cursor([...bytes]);
  while (cursor.more) {
    const [channel, type] = cursor.take(2);
    const { name, size, divisor = 1, convert = plain, read } = TYPES[type] ?? {};
    if (!name) throw new TypeError(`unknown type 0x${type.toString(16).padStart(2, '0')}`);
    const raw = cursor.take(size);
    yield { channel, name, value: read?.(raw) ?? convert(unsigned(raw)) / divisor };
  }
}

function decodeUplink({ bytes, fPort, recvTime }) {
  const data = { port: fPort, receivedAt: recvTime?.toISOString() };
  try {
    for (const { channel, name, value } of readings(bytes)) {
      data[`${name}_${channel}`] = value;
    }
  } catch (error) {
    return { errors: [error.message] };
  }
  const { port, receivedAt, ...values } = data;
  const temperatures = Object.entries(values).filter(([key]) => key.startsWith('temperature')).map(([, v]) => v);
  return {
    data: { ...data, warmest: temperatures.length ? Math.max(...temperatures) : null },
    warnings: port === 99 ? [`unusual port ${port}`] : [],
  };
}
