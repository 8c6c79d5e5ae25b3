package io.millrace.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobSnapshotsTest {
  @TempDir Path directory;
  private JobSnapshots snapshots;

  @BeforeEach
  void describe() {
    snapshots = new JobSnapshots(directory);
  }

  @Test
  void aNewJobHasNone() throws IOException {
    assertThat(snapshots.newest("rules")).isEmpty();
  }

  @Test
  void theNewestCheckpointOfAnyRunOfTheJobCounts() throws IOException {
    snapshots.remember("rules", "first");
    snapshots.remember("rules", "second");
    complete("checkpoints/first/chk-90", 1);
    complete("checkpoints/second/chk-2", 2);
    complete("checkpoints/second/chk-3", 3);

    assertThat(snapshots.newest("rules")).contains(directory.resolve("checkpoints/second/chk-3"));
  }

  @Test
  void aSavepointCountsAsACheckpointDoes() throws IOException {
    snapshots.remember("rules", "first");
    complete("checkpoints/first/chk-9", 1);
    complete("savepoints/rules/savepoint-a", 2);

    assertThat(snapshots.newest("rules"))
        .contains(directory.resolve("savepoints/rules/savepoint-a"));
  }

  @Test
  void oneThatWasNotCompletedDoesNotCount() throws IOException {
    snapshots.remember("rules", "first");
    complete("checkpoints/first/chk-1", 1);
    Files.createDirectories(directory.resolve("checkpoints/first/chk-2"));
    Files.createDirectories(directory.resolve("checkpoints/first/shared"));

    assertThat(snapshots.newest("rules")).contains(directory.resolve("checkpoints/first/chk-1"));
  }

  @Test
  void thoseOfOtherJobsDoNotCount() throws IOException {
    snapshots.remember("ingest", "other");
    complete("checkpoints/other/chk-1", 1);
    complete("savepoints/ingest/savepoint-a", 2);

    assertThat(snapshots.newest("rules")).isEmpty();
  }

  private void complete(String snapshot, long second) throws IOException {
    Path metadata = directory.resolve(snapshot).resolve("_metadata");
    Files.createDirectories(metadata.getParent());
    Files.writeString(metadata, "");
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(second * 1000));
  }
}
