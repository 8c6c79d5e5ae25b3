package io.millrace.local.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * A job as the JobManager sees it.
 *
 * @param state Flink's name: RUNNING, RESTARTING, FAILED …
 * @param tasks how many there are
 * @param runningTasks how many of them run
 */
public record RunningJob(String id, String name, String state, int tasks, int runningTasks) {
  private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");

  static RunningJob of(JsonNode json) {
    JsonNode tasks = json.path("tasks");
    return new RunningJob(
        json.path("jid").asText(),
        json.path("name").asText(),
        json.path("state").asText(),
        tasks.path("total").asInt(),
        tasks.path("running").asInt());
  }

  /** Whether it will never run again. */
  public boolean hasEnded() {
    return ENDED.contains(state);
  }

  /** Whether it and every task of it runs. */
  public boolean isRunning() {
    return state.equals("RUNNING") && tasks > 0 && runningTasks == tasks;
  }
}
