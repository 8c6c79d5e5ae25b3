package io.millrace.bridge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
  @ParameterizedTest
  @CsvSource({
    "devices/{device}/up, devices/pump-7/up, pump-7",
    "{device}, pump-7, pump-7",
    "+/{device}/#, a/pump-7/b/c, pump-7",
    "+/{device}/#, a/pump-7, pump-7",
    "plant/{device...}, plant/hall/pump-7, hall/pump-7",
  })
  void findsTheDevice(String pattern, String topic, String device) {
    assertThat(TopicPattern.of(pattern).read(topic)).isEqualTo(Map.of("device", device));
  }

  @Test
  void findsTheSourceToo() {
    assertThat(TopicPattern.of("devices/{source}/{device}").read("devices/pumps/p1"))
        .isEqualTo(Map.of("source", "pumps", "device", "p1"));
  }

  @ParameterizedTest
  @CsvSource({
    "devices/{device}/up, devices/pump-7/down",
    "devices/{device}/up, devices/pump-7",
    "devices/{device}/up, devices/pump-7/up/more",
    "devices/{device}/up, devices//up",
    "plant/{device...}, plant",
  })
  void findsNoneInATopicOfAnotherForm(String pattern, String topic) {
    assertThat(TopicPattern.of(pattern).read(topic)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"devices/up", "{device}/{device}", "{device...}/up", "a{device}", "#/a", ""})
  void refusesWhatIsNoPattern(String pattern) {
    assertThatThrownBy(() -> TopicPattern.of(pattern)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "a/+/c, a/b/c, true",
    "a/+/c, a/b/d, false",
    "a/#, a, true",
    "a/#, a/b/c, true",
    "a/+, a, false",
    "#, $SYS/x, false",
    "+/x, $SYS/x, false",
    "$share/g/a/+, a/b, true",
    "$share/g/a/+, g/a/b, false",
  })
  void matchesAsMqttSays(String filter, String topic, boolean matches) {
    assertThat(TopicFilter.of(filter).matches(topic)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "a/+/c, a/b/+, true",
    "a/#, a, true",
    "a/#, b/#, false",
    "$share/g/a/b, a/b, true",
    "a/+, a/b/c, false",
    "+/+, a/#, true",
  })
  void tellsWhetherTwoHaveATopicInCommon(String one, String other, boolean common) {
    assertThat(TopicFilter.of(one).overlaps(TopicFilter.of(other))).isEqualTo(common);
    assertThat(TopicFilter.of(other).overlaps(TopicFilter.of(one))).isEqualTo(common);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a#", "a/#/b", "a+/b", "$share/", "$share/g", "$share//a"})
  void refusesWhatIsNoFilter(String filter) {
    assertThatThrownBy(() -> TopicFilter.of(filter)).isInstanceOf(IllegalArgumentException.class);
  }
}
