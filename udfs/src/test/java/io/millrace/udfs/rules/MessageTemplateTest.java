package io.millrace.udfs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageTemplateTest {
  private static final Event EVENT =
      new StoredEvent(
          "e1",
          0,
          0,
          "d1",
          "t1",
          "machine",
          "m1",
          Map.of(
              "value", 1.5, "text", "$1 {objectId} \\", "place", Map.of("lat", 1.0, "lon", 2.0)));

  @Test
  void namesOfAllKindsAreReplaced() {
    assertThat(text("{objectId} of {deviceId}: {value} > {mean}{key}"))
        .isEqualTo("m1 of d1: 1.5 > 9.0machine/m1");
    assertThat(text("{place}{absent}")).isEqualTo("1.0, 2.0?");
  }

  @Test
  void whatNamesStandForIsTakenAsItIs() {
    assertThat(text("{text}!")).isEqualTo("$1 {objectId} \\!");
  }

  @Test
  void allElseStaysAsItIs() {
    assertThat(text("")).isEmpty();
    assertThat(text("{} {1} { value} {value $1 \\{")).isEqualTo("{} {1} { value} {value $1 \\{");
  }

  @Test
  void aGroupIsToldByItsValue() {
    Key group = new Key("site", "machine", "north");
    assertThat(new MessageTemplate("{objectId} {key}").text(EVENT, group, Map.of()))
        .isEqualTo("north north");
  }

  @Test
  void itReadsTheNamesThatAreNotItsOwn() {
    assertThat(new MessageTemplate("{objectId} {deviceId} {key} {b} {a} {b}").reads())
        .containsExactly("a", "b");
  }

  private static String text(String template) {
    return new MessageTemplate(template).text(EVENT, Key.object(EVENT), Map.of("mean", 9.0));
  }
}
