package io.millrace.udfs.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferenceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void readsAPlainReading() throws Exception {
    Proposal proposal =
        propose(
            10,
            "{'id':'m%d','ts':176721%04d000,'temperature_c':21.5,'humidity':40,'alarm':false,"
                + "'state':{'door open?':'yes'}}");
    JsonNode document = JSON.readTree(proposal.document());
    assertThat(document.path("objectId").asText()).isEqualTo("payload.id");
    assertThat(document.path("observedAt").asText()).isEqualTo("epochMillis(payload.ts)");
    assertField(proposal, "temperatureC", "payload.temperature_c", "double", "Cel");
    assertField(proposal, "humidity", "payload.humidity", "double", "%");
    assertField(proposal, "alarm", "payload.alarm", "boolean", null);
    assertField(
        proposal,
        "doorOpen",
        "lookup(lower(trim(pointer(payload, '/state/door open?'))), {'yes': true, 'no': false})",
        "boolean",
        null);
    assertThat(proposal.mapped()).isEqualTo(10);
    assertThat(field(proposal, "alarm").required()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "time | 1767268800 | epochSeconds(payload.time)",
        "time | 1767268800.25 | epochSeconds(payload.time)",
        "time | 1767268800000 | epochMillis(payload.time)",
        "time | 1767268800000000 | payload.time / 1000",
        "time | 1767268800000000000 | payload.time / 1000000",
        "time | '1767268800' | epochSeconds(parseNumber(payload.time))",
        "at | '2026-01-01T12:00:00Z' | payload.at",
        "at | '2026-01-01T12:00:00.123456789+01:00' | payload.at",
        "at | '2026-01-01T12:00:00+0100' | time(payload.at, \"yyyy-MM-dd'T'HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS]XX\")",
        "at | '2026-01-01 12:00:00' | time(payload.at, \"yyyy-MM-dd HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS]\")",
        "at | 'Thu, 1 Jan 2026 12:00:00 GMT' | time(payload.at, \"EEE, d MMM yyyy HH:mm:ss [Z][z]\")",
        "at | 'Thu, 01 Jan 2026 12:00:00 +0000' | time(payload.at, \"EEE, d MMM yyyy HH:mm:ss [Z][z]\")",
        "at | '20260101T120000Z' | time(payload.at, \"yyyyMMdd'T'HHmmssX\")",
        "at | '13/01/2026 12:00' | time(payload.at, \"d/M/yyyy[ H:mm[:ss]]\")",
        "at | '01/13/2026 12:00' | time(payload.at, \"M/d/yyyy[ H:mm[:ss]]\")",
        "at | '2026-01-01' | time(payload.at, \"yyyy-MM-dd\")",
      })
  void readsTimesInManyNotations(String name, String value, String expression) throws Exception {
    Proposal proposal =
        Inference.propose(samples(List.of("{'v':1,'" + name + "':" + value + "}")), Wish.none());
    // One letter "at" is no telling name: the property stands in for the time of observation.
    String found =
        proposal.observedAt().isEmpty()
            ? field(proposal, "at").expression()
            : proposal.observedAt().get(0).expression();
    assertThat(found).isEqualTo(expression);
    assertThat(proposal.mapped()).isEqualTo(1);
  }

  private static void assertField(
      Proposal proposal, String name, String expression, String type, String unit) {
    ProposedField field = field(proposal, name);
    assertThat(field.expression()).isEqualTo(expression);
    assertThat(field.type()).isEqualTo(type);
    assertThat(field.unit()).isEqualTo(unit);
  }

  static ProposedField field(Proposal proposal, String name) {
    return proposal.fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No " + name + " in " + proposal.document()));
  }

  private static Proposal propose(int count, String template) throws Exception {
    List<String> payloads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      payloads.add(template.formatted(i, i));
    }
    return Inference.propose(samples(payloads), Wish.none());
  }

  private static List<Sample> samples(List<String> payloads) {
    return payloads.stream().map(InferenceTest::sample).toList();
  }

  private static Sample sample(String payload) {
    return new Sample("device-1", Map.of(), Payloads.json(payload.replace('\'', '"')));
  }
}
