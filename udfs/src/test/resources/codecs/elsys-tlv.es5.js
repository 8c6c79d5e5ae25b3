// A type byte, then its value, again and again. ES5, as most published codecs are.
var TYPES = {
  0x01: { name: 'temperature', size: 2, signed: true, scale: 10 },
  0x02: { name: 'humidity', size: 1, scale: 1 },
  0x07: { name: 'vdd', size: 2, scale: 1 },
  0x08: { name: 'analog1', size: 2, scale: 1 },
  0x0a: { name: 'pulse1', size: 2, scale: 1 },
  0x0c: { name: 'externalTemperature', size: 2, signed: true, scale: 10 },
  0x0d: { name: 'digital', size: 1, scale: 1 },
  0x14: { name: 'pressure', size: 4, scale: 1000 }
};

function number(bytes, from, size, signed) {
  var value = 0;
  for (var i = 0; i < size; i++) {
    value = value * 256 + bytes[from + i];
  }
  var half = Math.pow(2, 8 * size - 1);
  return signed && value >= half ? value - 2 * half : value;
}

function decodeUplink(input) {
  var data = {};
  var at = 0;
  while (at < input.bytes.length) {
    var type = TYPES[input.bytes[at]];
    if (!type) {
      return { errors: ['unknown type 0x' + input.bytes[at].toString(16)] };
    }
    if (at + type.size >= input.bytes.length) {
      return { errors: ['ends within ' + type.name] };
    }
    data[type.name] = number(input.bytes, at + 1, type.size, type.signed) / type.scale;
    at += 1 + type.size;
  }
  return { data: data, warnings: [], errors: [] };
}
