package io.millrace.udfs.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.udfs.definition.DefinitionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words in which the tests of codecs are written. */
final class Run {
  static final Instant RECEIVED = Instant.parse("2026-11-21T08:00:00Z");

  private Run() {}

  /** One of the codecs in {@code src/test/resources/codecs}. */
  static Codec published(String name) throws DefinitionException, IOException {
    try (InputStream in = Run.class.getResourceAsStream("/codecs/" + name)) {
      assertThat(in).as(name).isNotNull();
      return Codec.compile(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** A codec whose decodeUplink has this body, under tight limits. */
  static Codec body(String body) throws DefinitionException {
    CodecLimits tight = new CodecLimits(Duration.ofMillis(150), 64L << 20);
    return Codec.compile("body", "function decodeUplink(input) {\n" + body + "\n}", tight);
  }

  static byte[] hex(String bytes) {
    return HexFormat.of().parseHex(bytes.replace(" ", ""));
  }

  static CodecOutcome<Uplink> decode(Codec codec, String bytes, int fPort) {
    return codec.decodeUplink(hex(bytes), fPort, RECEIVED);
  }

  static Map<String, @Nullable Object> data(CodecOutcome<Uplink> outcome) {
    assertThat(outcome).isInstanceOf(CodecOutcome.Done.class);
    return ((CodecOutcome.Done<Uplink>) outcome).value().data();
  }

  static CodecOutcome.Refused<?> refusal(CodecOutcome<?> outcome) {
    assertThat(outcome).isInstanceOf(CodecOutcome.Refused.class);
    return (CodecOutcome.Refused<?>) outcome;
  }
}
