package io.millrace.jobs.rules.cep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.jobs.CollectingSink;
import io.millrace.jobs.Given;
import io.millrace.jobs.JobCluster;
import io.millrace.jobs.ListSource;
import io.millrace.jobs.rules.RulesSinks;
import io.millrace.jobs.rules.RulesSources;
import io.millrace.jobs.rules.RulesTiming;
import io.millrace.jobs.rules.RulesTopology;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.jobs.runtime.kafka.Decoded;
import io.millrace.schemas.avro.Alert;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.Observation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rules on Flink's engine in a job: the alerts of our own, also where the job was stopped between
 * and goes on with more or fewer subtasks.
 */
class FlinkCepRulesITCase {
  private static final int MACHINES = 6;
  private static final int READINGS = 150;
  private static final Pattern NUMBER = Pattern.compile("observation-(\\d+)");

  private static final List<String> PATTERNS =
      List.of(
          "\"within\": \"PT20S\", \"stages\": [{\"name\": \"a\", \"where\": \"temperature > 50.0\"},"
              + "{\"name\": \"b\", \"where\":"
              + " \"temperature < 20.0 && temperature < first(a).temperature\"}]",
          "\"within\": \"PT20S\", \"stages\": [{\"name\": \"a\", \"where\": \"temperature > 60.0\"},"
              + "{\"name\": \"b\", \"contiguity\": \"notFollowedBy\","
              + " \"where\": \"temperature < 20.0\"}]",
          "\"within\": \"PT40S\", \"stages\": [{\"name\": \"a\", \"where\": \"temperature > 50.0\"},"
              + "{\"name\": \"b\", \"contiguity\": \"next\", \"where\": \"temperature >"
              + " prev.temperature\", \"quantifier\": {\"min\": 1, \"inner\": \"consecutive\"}}],"
              + "\"afterMatchSkip\": {\"strategy\": \"skip-past-last-event\"}",
          "\"within\": \"PT60S\", \"stages\": [{\"name\": \"a\", \"where\": \"temperature > 40.0\","
              + " \"quantifier\": {\"min\": 2, \"max\": 3, \"window\": \"PT15S\"}},"
              + "{\"name\": \"b\", \"where\": \"temperature < 30.0\","
              + " \"withinPrevious\": \"PT12S\"}]");

  /** A job that starts again waits for nothing. */
  private static final RulesTiming TIMING =
      new RulesTiming(
          Duration.ofSeconds(5), Duration.ofMillis(1), Duration.ofHours(1), Duration.ofMinutes(1));

  @RegisterExtension static final MiniClusterExtension CLUSTER = JobCluster.extension();
  @TempDir Path folder;

  private final CollectingSink<Alert> alerts = new CollectingSink<>();
  private final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

  @ParameterizedTest
  @CsvSource({"rocksdb, 1, 2", "rocksdb, 2, 1", "hashmap, 1, 2", "hashmap, 2, 1"})
  void both_engines_give_the_same_across_a_restart(String backend, int before, int after)
      throws Exception {
    List<ControlRecord> rules = rules();
    List<Decoded<Observation>> all = observations();
    Source<Decoded<Observation>, ?, ?> slow =
        ListSource.paced(Decoded.type(Observation.class), all, 40);
    Source<Decoded<Observation>, ?, ?> fast = ListSource.of(Decoded.type(Observation.class), all);

    JobClient job = environment(backend, before, sources(slow, rules), null).executeAsync();
    await().atMost(Duration.ofSeconds(60)).until(() -> alerts.values().size() >= 40);
    String savepoint = stop(job);
    Map<String, List<String>> early = byRule();
    environment(backend, after, sources(fast, rules), savepoint).execute();

    assertThat(deadLetters.values()).isEmpty();
    Map<String, List<String>> found = byRule();
    for (int i = 0; i < PATTERNS.size(); i++) {
      List<String> ours = found.get("p" + i + "-native");
      assertThat(found.get("p" + i + "-flink-cep"))
          .as(PATTERNS.get(i))
          .containsExactlyInAnyOrderElementsOf(ours)
          .hasSizeGreaterThan(early.getOrDefault("p" + i + "-flink-cep", List.of()).size());
    }
    int seen = early.values().stream().mapToInt(list -> range(list).getMax()).max().orElseThrow();
    assertThat(found.get("p0-flink-cep"))
        .as("matches that began before the restart and ended after it")
        .anyMatch(
            alert ->
                range(List.of(alert)).getMin() <= seen && seen < range(List.of(alert)).getMax());
  }

  private static RulesSources sources(
      Source<Decoded<Observation>, ?, ?> observations, List<ControlRecord> rules) {
    return new RulesSources(
        observations, ListSource.of(ControlRecord.type(), rules), ListSource.snapshot(rules));
  }

  /** With the files of a checkpoint; refused as long as a task has not started. */
  private String stop(JobClient job) {
    String target = folder.toUri().toString();
    return await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(
            () -> job.stopWithSavepoint(false, target, SavepointFormatType.NATIVE).get(),
            Objects::nonNull);
  }

  /** Numbers of the readings that these alerts name. */
  private static IntSummaryStatistics range(List<String> alerts) {
    return alerts.stream()
        .flatMap(alert -> NUMBER.matcher(alert).results())
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .summaryStatistics();
  }

  private StreamExecutionEnvironment environment(
      String backend, int parallelism, RulesSources sources, @Nullable String savepoint) {
    StreamExecutionEnvironment env = JobCluster.environment(folder);
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    env.configure(configuration);
    env.setParallelism(parallelism);
    RulesSinks sinks =
        new RulesSinks(
            alerts,
            new CollectingSink<>(),
            new CollectingSink<>(),
            new CollectingSink<>(),
            deadLetters);
    RulesTopology.build(env, sources, sinks, TIMING, () -> Given.NOON);
    return env;
  }

  /** Alerts by their rules, each as what was matched, where and when. */
  private Map<String, List<String>> byRule() {
    Map<String, List<String>> byRule = new TreeMap<>();
    for (Alert alert : alerts.values()) {
      StringBuilder text = new StringBuilder();
      text.append(alert.getObjectId()).append(' ').append(alert.getOpenedAt());
      text.append(alert.getPartial() ? " timed out" : "");
      alert
          .getSteps()
          .forEach(
              step -> {
                text.append(' ').append(step.getName());
                step.getCauses().forEach(cause -> text.append(' ').append(cause.getEventId()));
              });
      byRule.computeIfAbsent(alert.getRuleId(), id -> new ArrayList<>()).add(text.toString());
    }
    return byRule;
  }

  private static List<ControlRecord> rules() {
    List<ControlRecord> rules = new ArrayList<>();
    for (int i = 0; i < PATTERNS.size(); i++) {
      for (String engine : List.of("native", "flink-cep")) {
        String id = "p" + i + "-" + engine;
        String document =
            """
            {"id": "%s", "objectType": "machine", "kind": "pattern", "timeouts": true,
             "engine": "%s", "pattern": {%s}}"""
                .formatted(id, engine, PATTERNS.get(i));
        rules.add(Given.control(ControlTopic.RULES, rules.size() + 1, id, 1, document));
      }
    }
    return rules;
  }

  private static List<Decoded<Observation>> observations() {
    Random random = new Random(5);
    List<Decoded<Observation>> observations = new ArrayList<>();
    for (int i = 0; i < MACHINES * READINGS; i++) {
      Observation observation = Given.observation(i, "m" + i % MACHINES, 10.0 * random.nextInt(10));
      observations.add(Given.decoded(observation, i));
    }
    return observations;
  }
}
