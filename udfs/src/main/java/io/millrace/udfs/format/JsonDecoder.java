package io.millrace.udfs.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** JSON (RFC 8259). A number that no double holds is malformed, for it would become infinite. */
final class JsonDecoder implements PayloadDecoder {
  /** Names and digits of messages are read without asking whether they were seen elsewhere. */
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // A table of names that many threads fill must not decide on a single message.
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .streamReadConstraints(DecodeLimits.JACKSON)
          .build();

  private static final JacksonValues VALUES = new JacksonValues(RefusalCode.MALFORMED_JSON, true);
  private static final PlannedJson PLANNED = new PlannedJson(VALUES);

  /** Bytes at the start that Jackson tells encodings other than UTF-8 by. */
  private static final int ENCODING_BYTES = 4;

  @Override
  public @Nullable Object decode(byte[] payload, Instant receivedAt) throws RefusedException {
    return parse(payload);
  }

  static @Nullable Object parse(byte[] payload) throws RefusedException {
    // Jackson lets some malformed UTF-8 through (overlong forms, surrogates), so decode it first.
    String text = Utf8.decode(payload);
    try {
      return VALUES.read(FACTORY.createParser(text));
    } catch (IOException e) {
      throw VALUES.refused(e);
    }
  }

  /** What the plan wants of the payload; refused is what is refused without a plan. */
  static @Nullable Object parse(byte[] payload, ReadPlan plan) throws RefusedException {
    Utf8.check(payload);
    if (mayLookLikeOtherEncoding(payload)) {
      return parse(payload);
    }
    try {
      return PLANNED.read(FACTORY.createParser(payload), plan);
    } catch (IOException e) {
      throw VALUES.refused(e);
    }
  }

  /** Jackson would take UTF-16, UTF-32 and a byte order mark, which JSON messages must not have. */
  private static boolean mayLookLikeOtherEncoding(byte[] payload) {
    for (int i = 0; i < Math.min(ENCODING_BYTES, payload.length); i++) {
      if (payload[i] <= 0) {
        return true;
      }
    }
    return false;
  }
}
