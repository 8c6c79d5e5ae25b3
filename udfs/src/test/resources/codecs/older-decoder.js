// The Things Network, version 2: Decoder and Encoder. It forgets a var, as many of its kind do.
function Decoder(bytes, port) {
  decoded = {};
  for (i = 0; i < bytes.length; i++) {
    decoded['byte' + i] = bytes[i];
  }
  decoded.port = port;
  return decoded;
}

function Encoder(object, port) {
  return [object.led ? 1 : 0, port];
}
