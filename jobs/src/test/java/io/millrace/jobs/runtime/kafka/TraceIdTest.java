package io.millrace.jobs.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Trace ids of CloudEvents; others are shown by the check of messages. */
class TraceIdTest {
  private static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String EVENT =
      "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"plant\",\"type\":\"t\",\"traceparent\":\""
          + TRACEPARENT
          + "\",\"data\":{\"t\":1}}";

  @Test
  void an_event_in_structured_mode_is_the_one_in_binary_mode() {
    TraceId structured = structured(EVENT, Map.of());
    TraceId binary = of("{}", Map.of("ce_specversion", "1.0", "ce_source", "plant", "ce_id", "7"));
    assertThat(structured).isEqualTo(binary);
    assertThat(structured.given()).isTrue();
  }

  @Test
  void its_trace_is_not_its_identity_for_events_share_it() {
    assertThat(structured(EVENT.replace("\"7\"", "\"8\""), Map.of()))
        .isNotEqualTo(structured(EVENT, Map.of()));
    assertThat(structured(EVENT, Map.of("traceparent", TRACEPARENT)))
        .isEqualTo(structured(EVENT, Map.of()));
  }

  @Test
  void a_header_comes_first() {
    assertThat(structured(EVENT, Map.of("trace-id", "t-1")).value()).isEqualTo("t-1");
  }

  @Test
  void what_cannot_be_read_is_known_by_its_place() {
    assertThat(structured("{", Map.of()).given()).isFalse();
    assertThat(of(EVENT, Map.of("content-type", "application/json")).given()).isFalse();
  }

  private static TraceId structured(String payload, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("content-type", "application/cloudevents+json; charset=utf-8");
    return of(payload, headers);
  }

  private static TraceId of(String payload, Map<String, String> headers) {
    return TraceId.of(Given.message(1, Given.bytes("d1"), Given.bytes(payload), headers));
  }
}
