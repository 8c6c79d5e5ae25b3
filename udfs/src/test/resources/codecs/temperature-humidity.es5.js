/**
 * Climate sensor "CT-100": temperature, humidity, battery, status bits. ES5.
 *   0..1 int16 BE  temperature, 0.01 degC
 *   2    uint8     relative humidity, 0.5 %
 *   3..4 uint16 BE battery, mV
 *   5    bits      0 door open, 1 tamper, 2..3 power source, 7 self test failed
 */
var POWER = ['battery', 'usb', 'solar', 'unknown'];

function toInt16(high, low) {
  var value = (high << 8) | low;
  return value > 0x7fff ? value - 0x10000 : value;
}

function decodeUplink(input) {
  if (input.fPort !== 2) {
    return { errors: ['unknown port ' + input.fPort] };
  }
  if (input.bytes.length < 6) {
    return { errors: ['payload too short'] };
  }
  var bytes = input.bytes;
  var data = {};
  data.temperature = toInt16(bytes[0], bytes[1]) / 100;
  data.humidity = bytes[2] / 2;
  data.battery = ((bytes[3] << 8) | bytes[4]) / 1000;
  data.doorOpen = (bytes[5] & 0x01) !== 0;
  data.tamper = (bytes[5] & 0x02) !== 0;
  data.power = POWER[(bytes[5] >> 2) & 0x03];
  var warnings = [];
  if (bytes[5] & 0x80) {
    warnings.push('self test failed');
  }
  return { data: data, warnings: warnings, errors: [] };
}
