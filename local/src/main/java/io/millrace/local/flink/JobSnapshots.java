package io.millrace.local.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what a job left behind, also after a crash of the whole machine: a session cluster forgets
 * its jobs when the JobManager ends, so we remember under which ids a job ran.
 *
 * @param directory Flink's data in the stack: {@code checkpoints/ID/chk-N}, {@code
 *     savepoints/NAME/savepoint-X}; ids are kept in {@code jobs/NAME}
 */
public record JobSnapshots(Path directory) {
  /** Flink writes this file last: without it, the snapshot is not complete. */
  private static final String METADATA = "_metadata";

  /** Remembers that the job of this name ran under this id. */
  public void remember(String name, String jobId) throws IOException {
    Path file = ids(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, jobId + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** The newest complete savepoint or checkpoint of the job; empty if it has none. */
  public Optional<Path> newest(String name) throws IOException {
    List<Path> snapshots = new ArrayList<>(complete(savepoints(name)));
    Path file = ids(name);
    if (Files.exists(file)) {
      for (String jobId : Files.readAllLines(file)) {
        snapshots.addAll(complete(directory.resolve("checkpoints").resolve(jobId)));
      }
    }
    return snapshots.stream().max(Comparator.comparing(JobSnapshots::completedAt));
  }

  /** Where savepoints of the job go. */
  public Path savepoints(String name) {
    return directory.resolve("savepoints").resolve(name);
  }

  private Path ids(String name) {
    return directory.resolve("jobs").resolve(name);
  }

  private static List<Path> complete(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(child -> Files.exists(child.resolve(METADATA))).toList();
    }
  }

  private static FileTime completedAt(Path snapshot) {
    try {
      return Files.getLastModifiedTime(snapshot.resolve(METADATA));
    } catch (IOException e) {
      // Flink has removed it in the meantime: it has a newer one.
      return FileTime.fromMillis(0);
    }
  }
}
