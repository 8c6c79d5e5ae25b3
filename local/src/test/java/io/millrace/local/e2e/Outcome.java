package io.millrace.local.e2e;

import io.millrace.local.config.Addresses;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.AlertState;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Observation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came of the messages of one source, counted by id: records may repeat, ids may not. */
final class Outcome implements AutoCloseable {
  private final TopicReader<Observation> observations;
  private final TopicReader<Alert> alerts;
  private final TopicReader<DeadLetter> deadLetters;

  Outcome(Addresses at, String source) {
    observations =
        new TopicReader<>(
            at, Topics.OBSERVATIONS, Observation.class, o -> o.getMappingId().equals(source));
    alerts =
        new TopicReader<>(at, Topics.ALERTS, Alert.class, a -> a.getObjectType().equals(source));
    deadLetters =
        new TopicReader<>(
            at,
            Topics.DEAD_LETTERS,
            DeadLetter.class,
            d -> source.equals(text(d.getHeaders().get("source"))));
  }

  int observations() {
    return ids(observations.values().stream().map(Observation::getId).toList());
  }

  /** Observations with their repeats. */
  int observationRecords() {
    return observations.values().size();
  }

  /** The property {@code seq} of each observation, once for each id. */
  List<Object> sequences() {
    Map<String, Object> byId = new TreeMap<>();
    observations.values().forEach(o -> byId.put(o.getId(), o.getProperties().get("seq")));
    return List.copyOf(byId.values());
  }

  int alerts(AlertState state) {
    return ids(
        alerts.values().stream().filter(a -> a.getState() == state).map(Alert::getId).toList());
  }

  /** Alerts of which two records with the same seq say different things. */
  Set<String> contradictions() {
    Map<String, Alert> seen = new TreeMap<>();
    Set<String> contradicted = new HashSet<>();
    for (Alert alert : alerts.values()) {
      Alert before = seen.putIfAbsent(alert.getId() + "/" + alert.getSeq(), alert);
      if (before != null && !before.equals(alert)) {
        contradicted.add(alert.getId());
      }
    }
    return contradicted;
  }

  List<TopicReader.Timed<Alert>> alertRecords() {
    return alerts.records();
  }

  List<DeadLetter> deadLetterRecords() {
    return deadLetters.values();
  }

  Map<String, Integer> deadLetters() {
    Map<String, Set<String>> byCode =
        deadLetters.values().stream()
            .collect(
                Collectors.groupingBy(
                    DeadLetter::getCode,
                    TreeMap::new,
                    Collectors.mapping(DeadLetter::getId, Collectors.toSet())));
    Map<String, Integer> counts = new TreeMap<>();
    byCode.forEach((code, ids) -> counts.put(code, ids.size()));
    return counts;
  }

  private static int ids(List<String> ids) {
    return new HashSet<>(ids).size();
  }

  private static @Nullable String text(@Nullable ByteBuffer bytes) {
    return bytes == null ? null : StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }

  @Override
  public void close() {
    observations.close();
    alerts.close();
    deadLetters.close();
  }
}
