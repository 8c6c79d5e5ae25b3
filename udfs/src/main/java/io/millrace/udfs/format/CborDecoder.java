package io.millrace.udfs.format;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * CBOR (RFC 8949). Whole numbers as keys become their text, undefined becomes null; tags are not
 * looked at but for those of big numbers.
 */
final class CborDecoder implements PayloadDecoder {
  private static final CBORFactory FACTORY =
      CBORFactory.builder().streamReadConstraints(DecodeLimits.JACKSON).build();
  private static final JacksonValues VALUES = new JacksonValues(RefusalCode.MALFORMED_CBOR, false);

  @Override
  public @Nullable Object decode(byte[] payload, Instant receivedAt) throws RefusedException {
    return parse(payload);
  }

  static @Nullable Object parse(byte[] payload) throws RefusedException {
    try {
      return VALUES.read(FACTORY.createParser(payload));
    } catch (IOException | RuntimeException e) {
      // The parser answers some malformed input with an index out of bounds.
      throw VALUES.refused(e);
    }
  }
}
