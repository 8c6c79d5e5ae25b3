package io.millrace.service.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.Cause;
import io.millrace.service.stack.Api;
import io.millrace.service.stack.Api.Answer;
import io.millrace.service.stack.RunningService;
import io.millrace.service.stack.Stack;
import io.millrace.udfs.projection.SearchDocument;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertsITCase {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static Api api;

  @BeforeAll
  static void index() throws Exception {
    api = RunningService.shared().api();
    // Other tests leave alerts in the index that all share.
    Stack.shared().emptyAlias("alerts");
    put(alert("1", AlertState.OPEN, "hot", "m-1", 0));
    put(alert("2", AlertState.CLEARED, "hot", "m-2", 60));
    put(alert("3", AlertState.UPDATED, "cold", "m-1", 120));
    put(match("5", "each", 180));
  }

  private static Alert alert(
      String id, AlertState state, String rule, String object, int secondsAfterNoon) {
    Instant opened = NOON.plusSeconds(secondsAfterNoon);
    return Alert.newBuilder()
        .setId(id)
        .setSeq(1)
        .setState(state)
        .setRuleId(rule)
        .setRuleVersion(4)
        .setSeverity(rule.equals("hot") ? "critical" : "info")
        .setMessage("m")
        .setObjectType("machine")
        .setObjectId(object)
        .setOpenedAt(opened)
        .setClearedAt(state == AlertState.CLEARED ? opened.plusSeconds(5) : null)
        .setReason("r")
        .setCauses(List.of(new Cause("e", "d", "t", opened, opened, Map.of("temperature", 96.5))))
        .build();
  }

  /** Of a rule with {@code mode: each}: opened and over at once. */
  private static Alert match(String id, String rule, int secondsAfterNoon) {
    Alert alert = alert(id, AlertState.OPEN, rule, "m-5", secondsAfterNoon);
    alert.setClearedAt(alert.getOpenedAt());
    return alert;
  }

  /** As the projection job does. */
  private static void put(Alert alert) throws Exception {
    SearchDocument document = SearchDocument.of(alert);
    Stack.shared()
        .elasticsearch(
            "PUT",
            "/" + document.alias() + "/_doc/" + document.id() + "?refresh=true",
            new String(document.json(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 5 3 2 1",
        "?state=open | 1",
        "?state=OPEN&state=updated | 3 1",
        "?state=cleared | 5 2",
        "?state=cleared&state=updated | 5 3 2",
        "?rule=hot | 2 1",
        "?object=m-1 | 3 1",
        "?type=machine&rule=cold | 3",
        "?type=pump | ''",
        "?severity=critical | 2 1",
        "?from=2026-01-01T12:01:00Z | 5 3 2",
        "?to=2026-01-01T12:01:00Z | 1",
        "?from=2026-01-01T14:01:00%2B02:00&to=2026-01-01T12:01:00.001Z | 2",
        "?limit=1&offset=1 | 3",
        "?rule=*  | ''"
      })
  void areFoundNewestFirst(String query, String ids) {
    Answer answer = api.get("/api/v1/alerts" + query.strip());
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(
            StreamSupport.stream(answer.json().path("items").spliterator(), false)
                .map(item -> item.path("id").asString()))
        .containsExactly(ids.isEmpty() ? new String[0] : ids.split(" "));
  }

  @Test
  void oneHasItsCauses() {
    Answer answer = api.get("/api/v1/alerts/2");
    assertThat(answer.header("ETag")).isEqualTo("\"1\"");
    assertThat(answer.text("state")).isEqualTo("CLEARED");
    assertThat(answer.text("clearedAt")).isEqualTo("2026-01-01T12:01:05Z");
    assertThat(answer.json().at("/causes/0/values/temperature").asDouble()).isEqualTo(96.5);
    assertThat(api.get("/api/v1/alerts/4").status()).isEqualTo(404);
  }
}
