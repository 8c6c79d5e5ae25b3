package io.millrace.udfs.format;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/**
 * MessagePack. Whole numbers as keys become their text; a timestamp (extension -1) becomes ISO-8601
 * text in UTC; another extension becomes {@code {"type": number, "data": base64}}.
 */
final class MessagePackDecoder implements PayloadDecoder {
  @Override
  public @Nullable Object decode(byte[] payload, Instant receivedAt) throws RefusedException {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(payload)) {
      Object value = new MessagePackValues(unpacker, payload.length).read();
      if (unpacker.hasNext()) {
        throw refused("More follows after the value");
      }
      return value;
    } catch (IOException | MessagePackException | ArithmeticException e) {
      throw refused(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
  }

  static RefusedException refused(String reason) {
    return new RefusedException(RefusalCode.MALFORMED_MESSAGEPACK, "", reason);
  }
}
