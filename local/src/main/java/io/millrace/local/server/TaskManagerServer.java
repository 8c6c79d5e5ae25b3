package io.millrace.local.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Flink's TaskManager: it does the work of all jobs. */
final class TaskManagerServer implements Server {
  private static final String MAIN = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
  private static final int FRAMEWORK_HEAP = 128;

  /**
   * Each job has classes of its own, some 25 MB, and those of its last run are there until they are
   * collected: after a restart of everything, twice for eight jobs, and once for a rebuild.
   */
  private static final String METASPACE = "640m";

  private final StackConfig config;
  private final FlinkProcess flink;
  private final Path idFile;

  TaskManagerServer(StackConfig config) {
    this.config = config;
    this.flink = new FlinkProcess(config, name());
    this.idFile = config.run().resolve("taskmanager.id");
  }

  @Override
  public ServerName name() {
    return ServerName.TASKMANAGER;
  }

  /** Gives it a new id: the JobManager knows a dead TaskManager for a while, not to be confused. */
  @Override
  public void prepare() throws IOException {
    flink.prepare();
    Files.createDirectories(idFile.getParent());
    Files.writeString(idFile, "taskmanager-" + UUID.randomUUID());
  }

  /**
   * The sizes that Flink's own scripts would reckon: started from a classpath, all must be said.
   */
  @Override
  public ProcessSpec process() throws IOException {
    int taskHeap = Math.max(64, config.heaps().of(name()) - FRAMEWORK_HEAP);
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("taskmanager.resource-id", Files.readString(idFile)),
            Map.entry("taskmanager.cpu.cores", "2.0"),
            Map.entry("taskmanager.memory.framework.heap.size", FRAMEWORK_HEAP + "m"),
            Map.entry("taskmanager.memory.task.heap.size", taskHeap + "m"),
            Map.entry("taskmanager.memory.framework.off-heap.size", "128m"),
            Map.entry("taskmanager.memory.task.off-heap.size", "0m"),
            Map.entry("taskmanager.memory.network.min", "64m"),
            Map.entry("taskmanager.memory.network.max", "64m"),
            Map.entry("taskmanager.memory.managed.size", "640m"),
            Map.entry("taskmanager.memory.jvm-metaspace.size", METASPACE),
            Map.entry("taskmanager.memory.jvm-overhead.min", "192m"),
            Map.entry("taskmanager.memory.jvm-overhead.max", "192m"),
            Map.entry("external-resources", "none"));
    return flink.spec(jvm(), MAIN, settings);
  }

  /**
   * Most of what a job makes of a message is garbage at once: with room for it, the collector,
   * which stops all threads, runs a third as often.
   */
  private List<String> jvm() {
    int heap = config.heaps().of(name());
    return List.of(
        "-XX:MaxDirectMemorySize=192m",
        "-XX:MaxMetaspaceSize=" + METASPACE,
        "-Xms" + heap * 3 / 5 + "m",
        "-Xmn" + heap * 3 / 10 + "m");
  }

  /** Whether the JobManager knows this very TaskManager. */
  @Override
  public boolean isReady() throws IOException, InterruptedException {
    try {
      String id = Files.readString(idFile);
      return Http.json(config.addresses().flinkUrl() + "/taskmanagers")
          .map(answer -> has(answer, id))
          .orElse(false);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static boolean has(JsonNode answer, String id) {
    for (JsonNode taskManager : answer.path("taskmanagers")) {
      if (taskManager.path("id").asText().equals(id)) {
        return true;
      }
    }
    return false;
  }
}
