// The form of The Things Network, version 2.
function Decoder(bytes, port) {
  var temperature = bytes[2] & 0x7f;
  return {
    fPort: port,
    battery_volt: (25 + (bytes[1] & 0x0f)) / 10,
    temperature: temperature - 32,
    humidity: bytes[3] & 0x7f,
    thh_type: bytes[0] & 0x01,
    CO2: bytes[4] === 0xff ? 0 : bytes[4] | (bytes[5] << 8),
    VOC: bytes[6] === 0xff ? 0 : bytes[6] | (bytes[7] << 8)
  };
}
