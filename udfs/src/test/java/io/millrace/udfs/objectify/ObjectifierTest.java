package io.millrace.udfs.objectify;

import static io.millrace.udfs.Given.observation;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.schemas.avro.ObjectState;
import io.millrace.schemas.avro.Observation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObjectifierTest {
  @Test
  void createsThenChangesWithoutGap() {
    ObjectState state = Objectifier.nothing();
    ObjectEvent created =
        Objectifier.apply(state, observation(1, 1, Map.of("t", 1.0, "room", "r1")));
    ObjectEvent changed =
        Objectifier.apply(state, observation(2, 2, Map.of("t", 2.0, "room", "r1")));
    assertThat(created.getKind()).isEqualTo(ObjectEventKind.CREATED);
    assertThat(created.getSeq()).isEqualTo(1);
    assertThat(changed.getKind()).isEqualTo(ObjectEventKind.CHANGED);
    assertThat(changed.getSeq()).isEqualTo(2);
    assertThat(changed.getChanged()).containsExactly("t");
    assertThat(changed.getProperties()).isEqualTo(Map.of("t", 2.0, "room", "r1"));
    assertThat(changed.getCause().getObservationId()).isEqualTo("observation-2");
  }

  @Test
  void theSameValuesAgainAreNoEvent() {
    ObjectState state = Objectifier.nothing();
    Objectifier.apply(state, observation(1, 1, Map.of("t", 1.0)));
    assertThat(Objectifier.apply(state, observation(2, 2, Map.of("t", 1.0)))).isNull();
    assertThat(state.getSeq()).isEqualTo(1);
  }

  @Test
  void aReplayedObservationIsNoEvent() {
    ObjectState state = Objectifier.nothing();
    Objectifier.apply(state, observation(1, 1, Map.of("t", 1.0)));
    Objectifier.apply(state, observation(2, 2, Map.of("t", 2.0)));
    assertThat(Objectifier.apply(state, observation(1, 1, Map.of("t", 1.0)))).isNull();
  }

  @Test
  void anObjectWithoutPropertiesIsCreatedToo() {
    assertThat(Objectifier.apply(Objectifier.nothing(), observation(1, 1, Map.of()))).isNotNull();
  }

  @Test
  void anOlderTimeDoesNotOverwriteANewer() {
    ObjectState state = Objectifier.nothing();
    Objectifier.apply(state, observation(1, 5, Map.of("t", 5.0)));
    ObjectEvent late = Objectifier.apply(state, observation(2, 3, Map.of("t", 3.0, "u", 1L)));
    assertThat(late.getProperties()).isEqualTo(Map.of("t", 5.0, "u", 1L));
    assertThat(late.getChanged()).containsExactly("u");
  }

  @Test
  void anyOrderOfTimesGivesTheSameProperties() {
    Random random = new Random(42);
    Map<String, Object> first = null;
    for (int round = 0; round < 200; round++) {
      List<int[]> minuteAndValue = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        minuteAndValue.add(new int[] {i / 2, i});
      }
      Collections.shuffle(minuteAndValue, random);
      ObjectState state = Objectifier.nothing();
      long offset = 0;
      for (int[] pair : minuteAndValue) {
        Observation observation =
            observation(
                offset++, pair[0], Map.of("p" + pair[1] % 3, (long) pair[1], "q", "v" + pair[1]));
        Objectifier.apply(state, observation);
      }
      Map<String, Object> properties = new java.util.TreeMap<>();
      state.getProperties().forEach((k, v) -> properties.put(k, v.getValue()));
      first = first == null ? properties : first;
      assertThat(properties).isEqualTo(first);
    }
  }
}
