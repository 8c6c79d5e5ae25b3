package io.millrace.local.demo.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.demo.message.RunId;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeenCountsTest {
  private static final RunId RUN = RunId.startedAt(36);

  @Test
  void aSetOfIdsKnowsEachAgainHoweverLargeItGrows() {
    IdSet ids = new IdSet();
    for (int i = 0; i < 200_000; i++) {
      assertThat(ids.add("id-" + i)).isTrue();
    }
    for (int i = 0; i < 200_000; i += 997) {
      assertThat(ids.add("id-" + i)).isFalse();
    }
    assertThat(ids.size()).isEqualTo(200_000);
  }

  @Test
  void observationsCountOnceAndOnlyOurs() {
    SeenObservations seen = new SeenObservations(RUN);
    seen.take(observation("1", RUN.trace("plant", 1), "m1"));
    seen.take(observation("1", RUN.trace("plant", 1), "m1"));
    seen.take(observation("2", RUN.trace("plant", 2), "m1"));
    seen.take(observation("3", "someone-else", "m2"));
    assertThat(seen.distinct()).isEqualTo(2);
    assertThat(seen.repeated()).isEqualTo(1);
    assertThat(seen.objects()).isEqualTo(Map.of("machine", 1));
  }

  @Test
  void deadLettersCountOnceAndOnlyOurs() {
    SeenDeadLetters seen = new SeenDeadLetters(RUN);
    seen.take(letter("1", RUN.trace("plant", 1), "first"));
    seen.take(letter("1", RUN.trace("plant", 1), "first"));
    seen.take(letter("2", RUN.trace("plant", 2), "second"));
    seen.take(letter("3", "someone-else", "third"));
    assertThat(seen.total()).isEqualTo(2);
    assertThat(seen.counts()).isEqualTo(Map.of("tombstone", 2L));
    assertThat(seen.reasons()).isEqualTo(Map.of("tombstone", "first"));
  }

  private static Observation observation(String id, String trace, String object) {
    return Observation.newBuilder()
        .setId(id)
        .setTraceId(trace)
        .setDeviceId(object)
        .setObjectType("machine")
        .setObjectId(object)
        .setObservedAt(Instant.EPOCH)
        .setReceivedAt(Instant.EPOCH)
        .setProperties(Map.of())
        .setMappingId("m")
        .setMappingVersion(1)
        .setOrigin(new Origin("device-messages", 0, 0L, 0))
        .build();
  }

  private static DeadLetter letter(String id, String trace, String reason) {
    return DeadLetter.newBuilder()
        .setId(id)
        .setStage("check")
        .setCode("tombstone")
        .setReason(reason)
        .setTopic("device-messages")
        .setPartition(0)
        .setOffset(0)
        .setHeaders(Map.of("trace-id", ByteBuffer.wrap(trace.getBytes(StandardCharsets.UTF_8))))
        .setAt(Instant.EPOCH)
        .build();
  }
}
