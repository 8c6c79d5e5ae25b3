// Commands: an operation and a parameter of two bytes each, and a checksum (CRC-16/MODBUS).
var OPERATIONS = { 'set period + save': 0x0002, 'set adr off': 0x0007 };

function crc16(bytes) {
  return bytes.reduce(function (crc, byte) {
    crc ^= byte;
    for (var bit = 0; bit < 8; bit++) {
      crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
    }
    return crc;
  }, 0xffff);
}

module.exports.encodeDownlink = function (input) {
  var operation = OPERATIONS[input.data.command];
  if (operation === undefined) {
    return { errors: ['unknown command ' + input.data.command] };
  }
  var parameter = input.data.parameter || 0;
  var bytes = [operation >> 8, operation & 0xff, parameter >> 8, parameter & 0xff];
  var crc = crc16(bytes);
  return { fPort: 1, bytes: bytes.concat([crc >> 8, crc & 0xff]) };
};
