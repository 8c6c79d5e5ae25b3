package io.millrace.service.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the comparison needs of an alert's document. */
record ComparedAlert(
    String id,
    String state,
    String severity,
    @Nullable String key,
    String objectType,
    String objectId,
    Instant openedAt,
    @Nullable Instant clearedAt,
    List<Cause> causes) {

  /** An event that made it. */
  record Cause(String eventId, Instant receivedAt) {}

  /** What it is about; alerts of older releases are about their object. */
  String about() {
    return key == null || key.isEmpty() ? objectType + "/" + objectId : key;
  }

  /** The event that opened it; empty where time did. */
  String openedBy() {
    return causes.isEmpty() ? "" : causes.get(0).eventId();
  }

  /** Whether it was opened by what was received before. */
  boolean before(Instant since) {
    return causes.isEmpty() ? openedAt.isBefore(since) : causes.get(0).receivedAt().isBefore(since);
  }

  /** Whether it was over by then. */
  boolean over(Instant since) {
    return clearedAt != null && clearedAt.isBefore(since);
  }

  /** Whether both were open at a time. */
  boolean overlaps(ComparedAlert other) {
    return about().equals(other.about())
        && (clearedAt == null || !clearedAt.isBefore(other.openedAt))
        && (other.clearedAt == null || !other.clearedAt.isBefore(openedAt));
  }

  /** Names of the fields in which the other differs. */
  List<String> differences(ComparedAlert other) {
    List<String> fields = new ArrayList<>();
    if (!openedAt.equals(other.openedAt)) {
      fields.add("openedAt");
    }
    if (!java.util.Objects.equals(clearedAt, other.clearedAt)) {
      fields.add("clearedAt");
    }
    if (!severity.equals(other.severity)) {
      fields.add("severity");
    }
    if (!openedBy().equals(other.openedBy())) {
      fields.add("openedBy");
    }
    return fields;
  }

  ShadowDiffView.Side side() {
    return new ShadowDiffView.Side(
        id, state, severity, openedAt, clearedAt, causes.stream().map(Cause::eventId).toList());
  }
}
