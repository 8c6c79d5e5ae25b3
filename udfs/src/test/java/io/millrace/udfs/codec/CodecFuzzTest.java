package io.millrace.udfs.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random payloads give values or refusals, never an exception. The seed is fixed. */
class CodecFuzzTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "temperature-humidity.es5.js",
        "channels.es2020.js",
        "meter.es2020.js",
        "older-decoder.js",
        "older-decode.js"
      })
  void randomPayloads(String name) throws Exception {
    Random random = new Random(20261121);
    int done = 0;
    try (Codec codec = Run.published(name)) {
      for (int i = 0; i < 2000; i++) {
        byte[] payload = new byte[random.nextInt(64)];
        random.nextBytes(payload);
        var outcome = codec.decodeUplink(payload, random.nextInt(4), Run.RECEIVED);
        assertThat(outcome).isNotNull();
        if (outcome instanceof CodecOutcome.Done<Uplink> decoded) {
          assertThat(decoded.value().data()).isInstanceOf(Map.class);
          done++;
        }
      }
    }
    assertThat(done).isPositive();
  }
}
