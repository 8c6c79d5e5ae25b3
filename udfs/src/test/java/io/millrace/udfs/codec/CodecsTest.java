package io.millrace.udfs.codec;

import static io.millrace.udfs.codec.Run.data;
import static io.millrace.udfs.codec.Run.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CodecsTest {
  private static final CodecLimits TIGHT = new CodecLimits(Duration.ofMillis(50), 64L << 20);
  private static final String LOOPS_ON_PORT_9 =
      "function decodeUplink(i) { if (i.fPort === 9) for (;;); return { data: { v: 1 } }; }";

  private final Map<String, CodecDefinition> inForce = new HashMap<>();
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
  private final Codecs codecs = new Codecs(inForce::get, TIGHT, now::get);

  @AfterEach
  void close() {
    codecs.close();
  }

  @Test
  void runsWhatIsInForceAtTheMoment() {
    assertThat(refusal(decode(1)).code()).isEqualTo(CodecCode.UNKNOWN_CODEC);
    put(1, "function decodeUplink() { return { data: { v: 1 } }; }");
    assertThat(data(decode(1))).containsEntry("v", 1L);
    put(2, "function decodeUplink() { return { data: { v: 2 } }; }");
    assertThat(data(decode(1))).containsEntry("v", 2L);
    inForce.clear();
    codecs.endReplaced();
    assertThat(refusal(decode(1)).code()).isEqualTo(CodecCode.UNKNOWN_CODEC);
  }

  @Test
  void suspendsWhatReachesItsLimitsInARow() {
    put(1, LOOPS_ON_PORT_9);
    for (int i = 0; i < 5; i++) {
      assertThat(refusal(decode(9)).code()).isEqualTo(CodecCode.CODEC_TIMEOUT);
    }
    assertThat(refusal(decode(1)).code()).isEqualTo(CodecCode.CODEC_SUSPENDED);
    now.addAndGet(Duration.ofSeconds(59).toNanos());
    assertThat(refusal(decode(1)).code()).isEqualTo(CodecCode.CODEC_SUSPENDED);
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(refusal(decode(9)).code()).isEqualTo(CodecCode.CODEC_TIMEOUT);
    assertThat(refusal(decode(1)).code()).isEqualTo(CodecCode.CODEC_SUSPENDED);
    now.addAndGet(Duration.ofSeconds(61).toNanos());
    assertThat(data(decode(1))).containsEntry("v", 1L);
    assertThat(refusal(decode(9)).code()).isEqualTo(CodecCode.CODEC_TIMEOUT);
    assertThat(data(decode(1))).containsEntry("v", 1L);
  }

  @Test
  void aNewVersionIsNotSuspended() {
    put(1, LOOPS_ON_PORT_9);
    for (int i = 0; i < 6; i++) {
      decode(9);
    }
    put(2, LOOPS_ON_PORT_9);
    assertThat(data(decode(1))).containsEntry("v", 1L);
  }

  @Test
  void encodesCommands() {
    put(1, "function encodeDownlink(i) { return { bytes: [i.data.v], fPort: 7 }; }");
    assertThat(codecs.encodeDownlink("c", Map.of("v", 5), 1, Map.of()))
        .isInstanceOfSatisfying(
            CodecOutcome.Done.class,
            done -> assertThat(((Downlink) done.value()).bytes()).containsExactly(5));
    assertThat(refusal(decode(1)).code()).isEqualTo(CodecCode.CODEC_MISSING_FUNCTION);
  }

  private void put(long version, String source) {
    inForce.put("c", new CodecDefinition("c", version, source));
  }

  private CodecOutcome<Uplink> decode(int fPort) {
    return codecs.decodeUplink("c", new byte[1], fPort, Run.RECEIVED);
  }
}
