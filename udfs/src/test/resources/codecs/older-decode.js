// ChirpStack, version 3: Decode and Encode.
function Decode(fPort, bytes, variables) {
  console.log('decoding', bytes.length);
  return { port: fPort, level: (bytes[0] << 8) + bytes[1], last: bytes[bytes.length - 1] };
}

function Encode(fPort, obj, variables) {
  return [fPort, obj.level >> 8, obj.level & 255];
}
