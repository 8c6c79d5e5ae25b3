package io.millrace.bridge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.bridge.kafka.DeviceMessage;
import io.millrace.udfs.format.EventIdentity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageMakerTest {
  @Test
  void headersAreTheSourceTheTopicTheTypeAndTheUserProperties() {
    DeviceMessage made =
        MessageMaker.of(
            message("application/cbor", Map.entry("trace-id", "t1"), Map.entry("site", "north")),
            subscription("none"));

    assertThat(made.deviceId()).isEqualTo("p1");
    assertThat(made.headers())
        .isEqualTo(
            Map.of(
                "source", "pumps",
                "mqtt-topic", "devices/p1/up",
                "content-type", "application/cbor",
                "trace-id", "t1",
                "site", "north"));
    assertThat(MessageMaker.isIdentified(made)).isTrue();
  }

  @Test
  void aPublisherCannotSayThatItIsAnotherSource() {
    DeviceMessage made =
        MessageMaker.of(
            message(
                "",
                Map.entry("source", "others"),
                Map.entry("Source", "others"),
                Map.entry("millrace-dead-letter", "x"),
                Map.entry("mqtt-client", "x")),
            subscription("none"));

    assertThat(made.headers())
        .isEqualTo(
            Map.of(
                "source", "pumps",
                "mqtt-topic", "devices/p1/up",
                "content-type", "application/json"));
  }

  @Test
  void aCloudEventInBinaryModeNamesItself() {
    DeviceMessage made =
        MessageMaker.of(
            message(
                "application/json",
                Map.entry("specversion", "1.0"),
                Map.entry("id", "7"),
                Map.entry("source", "/pumps"),
                Map.entry("type", "reading")),
            subscription("none"));

    assertThat(made.headers())
        .containsEntry("ce_id", "7")
        .containsEntry("ce_source", "/pumps")
        .containsEntry("source", "pumps")
        .containsEntry("trace-id", EventIdentity.of("/pumps", "7"));
  }

  @Test
  void soDoesOneInStructuredMode() {
    String event =
        "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/pumps\",\"type\":\"reading\"}";
    IncomingMessage message =
        new IncomingMessage(
            "plant/pumps/pump-7",
            event.getBytes(StandardCharsets.UTF_8),
            1,
            false,
            false,
            "application/cloudevents+json",
            List.of(),
            () -> {});
    assertThat(MessageMaker.of(message, subscription("none")).headers())
        .containsEntry("trace-id", EventIdentity.of("/pumps", "7"));
  }

  @Test
  void valuesOfThePayloadCanIdentifyAMessage() {
    String one = traceId("/boot,/seq", "{\"boot\": 1, \"seq\": 2, \"t\": 20.5}");

    assertThat(traceId("/boot,/seq", "{\"seq\": 2, \"boot\": 1, \"t\": 21}")).isEqualTo(one);
    assertThat(traceId("/boot,/seq", "{\"boot\": 2, \"seq\": 2}")).isNotEqualTo(one).isNotNull();
    assertThat(traceId("/boot,/seq", "{\"boot\": 1}")).isNull();
    assertThat(traceId("/boot,/seq", "no json")).isNull();
  }

  @Test
  void theWholePayloadCanToo() {
    assertThat(traceId("payload", "7;1")).isEqualTo(traceId("payload", "7;1")).isNotNull();
    assertThat(traceId("payload", "7;1")).isNotEqualTo(traceId("payload", "7;2"));
    assertThatThrownBy(() -> Identity.of("seq")).isInstanceOf(IllegalArgumentException.class);
  }

  private static String traceId(String identity, String payload) {
    IncomingMessage message =
        new IncomingMessage(
            "devices/p1/up",
            payload.getBytes(StandardCharsets.UTF_8),
            1,
            false,
            false,
            "",
            List.of(),
            () -> {});
    return MessageMaker.of(message, subscription(identity)).headers().get("trace-id");
  }

  @SafeVarargs
  private static IncomingMessage message(String type, Map.Entry<String, String>... properties) {
    return new IncomingMessage(
        "devices/p1/up", new byte[] {1}, 1, false, false, type, List.of(properties), () -> {});
  }

  private static Subscription subscription(String identity) {
    return new Subscription(
        "pumps",
        TopicFilter.of("devices/+/up"),
        TopicPattern.of("devices/{device}/up"),
        1,
        "application/json",
        Identity.of(identity));
  }
}
