package io.millrace.service.deadletter;

import io.millrace.schemas.avro.DeadLetter;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as its device sent it; base64 in the index.
 *
 * @param headers never null values
 */
record Original(byte @Nullable [] key, byte @Nullable [] payload, Map<String, byte[]> headers) {

  static Original of(DeadLetter letter) {
    Map<String, byte[]> headers = new HashMap<>();
    letter.getHeaders().forEach((name, value) -> headers.put(name, bytes(value)));
    return new Original(orNull(letter.getKey()), orNull(letter.getPayload()), headers);
  }

  private static byte @Nullable [] orNull(@Nullable ByteBuffer buffer) {
    return buffer == null ? null : bytes(buffer);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
