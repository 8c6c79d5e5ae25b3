package io.millrace.udfs.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {
  @ParameterizedTest
  @CsvSource({
    "device-messages, device-messages, true",
    "device-messages, device-message, false",
    "plant/+/state, plant/m1/state, true",
    "plant/+/state, plant/m1/x/state, false",
    "plant/+/state, plant/m1, false",
    "plant/+, plant/, true",
    "plant/#, plant/a/b, true",
    "plant/#, plant, true",
    "plant/#, plants, false",
    "'#', anything/at/all, true",
    "+/+, /finance, true",
    "+, /finance, false",
  })
  void matchesAsMqttDoes(String filter, String topic, boolean matches) {
    assertThat(TopicFilter.parse(filter).matches(topic)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/#/b", "a#", "a/b+", "+a/b", "#/a"})
  void refusesWildcardsWithinLevels(String filter) {
    assertThat(TopicFilter.parse(filter)).isNull();
  }
}
