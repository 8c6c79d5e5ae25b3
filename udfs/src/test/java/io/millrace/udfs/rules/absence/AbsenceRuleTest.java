package io.millrace.udfs.rules.absence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.Cause;
import io.millrace.udfs.rules.Expected;
import io.millrace.udfs.rules.Reading;
import io.millrace.udfs.rules.Stage;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AbsenceRuleTest {
  private static final String SILENT =
      """
      {"id": "silent", "kind": "absence", "objectType": "machine", "for": "PT10M",
       "message": "{objectId} is silent" %s}\
      """;
  private static final String GATEWAY = ", \"by\": \"gateway\", \"each\": \"object\"";

  @Test
  void opensWhenNothingCameForSoLong() {
    Stage stage = Stage.of(SILENT.formatted("")).events(heard("m1", 60)).advance(659_999);
    assertThat(stage.alerts()).isEmpty();
    stage.advance(660_000);
    Alert alert = stage.last();
    assertThat(stage.states()).containsExactly("OPEN");
    assertThat(alert.getOpenedAt()).isEqualTo(Instant.ofEpochSecond(660));
    assertThat(alert.getReason()).isEqualTo("silent for PT10M");
    assertThat(alert.getMessage()).isEqualTo("m1 is silent");
    assertThat(alert.getThresholds()).containsEntry("for", "PT10M");
    assertThat(alert.getCauses()).extracting(Cause::getEventId).containsExactly("m1@60000");
  }

  @Test
  void isClearedByTheNextEventAndMayOpenAgain() {
    Stage stage = Stage.of(SILENT.formatted("")).events(heard("m1", 0)).advance(700_000);
    stage.events(heard("m1", 800)).advance(1_399_999);
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    assertThat(stage.last().getClearedAt()).isEqualTo(Instant.ofEpochSecond(800));
    stage.advance(1_400_000);
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED", "OPEN");
    assertThat(stage.last().getId()).isNotEqualTo(stage.alerts().get(0).getId());
  }

  @Test
  void eventsInTimeKeepItQuiet() {
    Stage stage = Stage.of(SILENT.formatted(""));
    for (int minute = 0; minute < 60; minute += 9) {
      stage.events(heard("m1", minute * 60)).advance(minute * 60_000L);
    }
    assertThat(stage.alerts()).isEmpty();
  }

  @Test
  void eventsOutOfOrderMakeNoDifference() {
    Stage stage = Stage.of(SILENT.formatted(""));
    stage.events(heard("m1", 300), heard("m1", 0)).advance(899_999);
    assertThat(stage.alerts()).isEmpty();
    stage.advance(900_000);
    assertThat(stage.states()).containsExactly("OPEN");
  }

  @Test
  void aLateEventTakesTheAlertBack() {
    Stage stage = Stage.of(SILENT.formatted("")).events(heard("m1", 0)).advance(600_000);
    stage.events(heard("m1", 500));
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    assertThat(stage.last().getCorrected()).isTrue();
    assertThat(stage.last().getClearedAt()).isEqualTo(stage.last().getOpenedAt());
  }

  @Test
  void aSilenceIsToldThoughTheNextEventIsThereBeforeTheWatermark() {
    Stage stage = Stage.of(SILENT.formatted("")).events(heard("m1", 0), heard("m1", 700));
    assertThat(stage.alerts()).isEmpty();
    stage.advance(600_000);
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    assertThat(stage.last().getClearedAt()).isEqualTo(Instant.ofEpochSecond(700));
  }

  @Test
  void whatComesLateButInTimeFillsTheSilence() {
    Stage stage = Stage.of(SILENT.formatted("")).events(heard("m1", 0), heard("m1", 700));
    stage.events(heard("m1", 500)).advance(1_299_999);
    assertThat(stage.alerts()).isEmpty();
    stage.advance(1_300_000);
    assertThat(stage.states()).containsExactly("OPEN");
  }

  @Test
  void onlyWhatMatchesBreaksTheSilence() {
    Stage stage = Stage.of(SILENT.formatted(", \"where\": \"vibration > 0.0\""));
    stage.events(Reading.of("m1", 0, "vibration", 1.0), Reading.of("m1", 590, "vibration", 0.0));
    stage.events(Reading.of("m1", 595, "other", 1.0)).advance(600_000);
    assertThat(stage.states()).containsExactly("OPEN");
    stage.events(Reading.of("m1", 610, "vibration", 0.0));
    assertThat(stage.states()).containsExactly("OPEN");
    stage.events(Reading.of("m1", 620, "vibration", 0.1));
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
  }

  @Test
  void whatNeverReportedIsMissedToo() {
    Stage stage = Stage.of(SILENT.formatted(", \"where\": \"vibration > 0.0\""));
    stage.events(expected("m9", 100, "")).advance(700_000);
    assertThat(stage.last().getReason()).isEqualTo("never heard from");
    assertThat(stage.last().getObjectId()).isEqualTo("m9");
    stage.events(Reading.of("m9", 800, "vibration", 1.0));
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
  }

  @Test
  void whatIsExpectedAndReportsIsNotMissedWhicheverComesFirst() {
    Stage one = Stage.of(SILENT.formatted("")).events(expected("m1", 0, ""), heard("m1", 300));
    Stage two = Stage.of(SILENT.formatted("")).events(heard("m1", 300), expected("m1", 0, ""));
    assertThat(one.advance(899_999).alerts()).isEmpty();
    assertThat(two.advance(899_999).alerts()).isEmpty();
    assertThat(one.advance(900_000).alerts()).hasSize(1).isEqualTo(two.advance(900_000).alerts());
  }

  @Test
  void silenceOfTheExpectedCountsFromWhereTheStreamIs() {
    Stage stage = Stage.of(SILENT.formatted("")).advance(50_000_000);
    stage.events(expected("m1", 0, "")).advance(50_599_999);
    assertThat(stage.alerts()).isEmpty();
    stage.advance(50_600_000);
    assertThat(stage.states()).containsExactly("OPEN");
  }

  @Test
  void whatIsNoLongerExpectedIsForgotten() {
    Stage stage = Stage.of(SILENT.formatted("")).events(expected("m1", 0, "")).advance(700_000);
    stage.events(gone("m1", 800, ""));
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    assertThat(stage.last().getReason()).isEqualTo("no longer expected");
    assertThat(stage.keys()).isZero();
  }

  @Test
  void nothingIsMissedWhileTheStreamStandsStill() {
    Stage stage = Stage.of(SILENT.formatted(""));
    for (int i = 0; i < 100; i++) {
      stage.events(heard("m" + i, i));
    }
    // The job is down for an hour, then reads on: event time goes on with the backlog.
    for (int minute = 1; minute < 70; minute++) {
      for (int i = 0; i < 100; i++) {
        stage.events(heard("m" + i, minute * 60 + i / 10.0));
      }
      stage.advance(minute * 60_000L);
    }
    assertThat(stage.alerts()).isEmpty();
  }

  @Test
  void aStartTellsNothingUntilItIsOver() {
    Stage stage = Stage.of(SILENT.formatted("")).events(heard("m1", 0), heard("m2", 0));
    stage.starting(true).advance(3_600_000);
    assertThat(stage.alerts()).isEmpty();
    stage.events(heard("m1", 3_600)).starting(false).advance(3_605_000);
    assertThat(stage.alerts()).extracting(Alert::getObjectId).containsExactly("m2");
  }

  @Test
  void eachSilenceIsToldOnceInModeEach() {
    Stage stage = Stage.of(SILENT.formatted(", \"mode\": \"each\"")).events(heard("m1", 0));
    stage.advance(5_000_000).events(heard("m1", 5_000)).advance(9_000_000);
    assertThat(stage.states()).containsExactly("OPEN", "OPEN");
    assertThat(stage.last().getClearedAt()).isEqualTo(stage.last().getOpenedAt());
  }

  @Test
  void whatStaysSilentIsForgottenIfSoSaid() {
    Stage stage = Stage.of(SILENT.formatted(", \"forget\": \"PT1H\"")).events(heard("m1", 0));
    stage.advance(3_599_999);
    assertThat(stage.keys()).isEqualTo(1);
    stage.advance(3_600_000);
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    assertThat(stage.keys()).isZero();
  }

  @Test
  void aSilentGatewayMutesItsDevices() {
    Stage stage = Stage.of(SILENT.formatted(GATEWAY));
    for (int i = 0; i < 50; i++) {
      stage.events(through("g1", "m" + i, i));
    }
    stage.advance(5_000_000);
    assertThat(stage.alerts()).extracting(Alert::getKey).containsExactly("g1");
    stage.events(through("g1", "m7", 5_000));
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    // Each has the whole time again; then those who did not come are missed.
    for (int i = 0; i < 49; i++) {
      stage.events(through("g1", "m" + i, 5_300 + i));
    }
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    stage.events(through("g1", "m7", 5_600));
    assertThat(stage.last().getObjectId()).isEqualTo("m49");
    assertThat(stage.last().getOpenedAt()).isEqualTo(Instant.ofEpochSecond(5_600));
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED", "OPEN");
  }

  @Test
  void aDeviceIsMissedWhileItsGatewayIsHeard() {
    Stage stage = Stage.of(SILENT.formatted(GATEWAY));
    stage.events(through("g1", "m1", 0), through("g1", "m2", 0)).advance(0);
    for (int at = 60; at <= 540; at += 60) {
      stage.events(through("g1", "m2", at)).advance(at * 1000L);
    }
    assertThat(stage.alerts()).isEmpty();
    stage.events(through("g1", "m2", 601));
    assertThat(stage.alerts()).extracting(Alert::getObjectId).containsExactly("m1");
    assertThat(stage.last().getObjectType()).isEqualTo("machine");
    stage.events(through("g1", "m1", 700));
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    assertThat(stage.last().getObjectId()).isEqualTo("m1");
  }

  @Test
  void aGatewaysDeviceThatNeverReportedIsMissed() {
    Stage stage = Stage.of(SILENT.formatted(GATEWAY));
    stage.events(expected("m1", 0, "g1"), through("g1", "m2", 300), through("g1", "m2", 650));
    assertThat(stage.alerts()).extracting(Alert::getObjectId).containsExactly("m1");
    stage.events(gone("m1", 700, "g1"), gone("m2", 700, "g1"));
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    assertThat(stage.keys()).isZero();
  }

  @Test
  void membersAreBounded() {
    String rule = SILENT.formatted(GATEWAY + ", \"limit\": {\"members\": 2}");
    Stage stage = Stage.of(rule);
    stage.events(through("g1", "m1", 0), through("g1", "m2", 0), through("g1", "m3", 0));
    assertThat(stage.failures()).hasSize(1).first().asString().contains("more than 2 members");
  }

  @Test
  void removalClearsAndFrees() {
    Stage stage = Stage.of(SILENT.formatted(GATEWAY));
    stage.events(through("g1", "m1", 0), through("g1", "m2", 300), through("g1", "m2", 601));
    stage.remove("silent", 700_000);
    assertThat(stage.states()).containsExactly("OPEN", "CLEARED");
    assertThat(stage.keys()).isZero();
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> Stage.of(SILENT.formatted(", \"each\": \"object\"")))
        .hasMessageContaining("needs by");
    assertThatThrownBy(() -> Stage.of(SILENT.formatted(", \"order\": \"event-time\"")))
        .hasMessageContaining("/order");
    assertThatThrownBy(() -> Stage.of(SILENT.formatted(", \"forget\": \"PT1M\"")))
        .hasMessageContaining("/forget");
    assertThatThrownBy(() -> Stage.of(SILENT.replace("PT10M", "PT0S").formatted("")))
        .hasMessageContaining("/for");
  }

  private static Reading heard(String machine, double at) {
    return Reading.of(machine, at, "vibration", 1.0);
  }

  private static Reading through(String gateway, String machine, double at) {
    return Reading.of(machine, at, "gateway", gateway);
  }

  private static Expected expected(String machine, long seconds, String gateway) {
    return new Expected(
        "machine", machine, "d", seconds * 1000, seconds * 1000, true, true, properties(gateway));
  }

  private static Expected gone(String machine, long seconds, String gateway) {
    return new Expected(
        "machine", machine, "d", seconds * 1000, seconds * 1000, false, false, properties(gateway));
  }

  private static Map<String, Object> properties(String gateway) {
    return gateway.isEmpty() ? Map.of() : Map.of("gateway", gateway);
  }
}
