package io.millrace.bench.flink;

import io.millrace.local.install.DirectoryTree;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.StateObject;

/** What the keyed state of the rules operator takes in a savepoint, timers included. */
public final class StateSize {
  /** Longer than patterns wait: as much has ended by then as begins. */
  private static final long EVENT_TIME_MILLIS = 180_000;

  private StateSize() {}

  /** Bytes for each device, once all have reported many times. */
  static double bytesPerDevice(Cell cell) throws Exception {
    Path folder = Files.createTempDirectory("millrace-savepoint");
    try {
      long bytes =
          new CellRun(cell, Judge.RULES)
              .after(
                  EVENT_TIME_MILLIS,
                  job ->
                      keyed(
                          job.stopWithSavepoint(
                                  false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                              .get()));
      return (double) bytes / cell.devices();
    } finally {
      DirectoryTree.delete(folder);
    }
  }

  /** Of all keys, in bytes, in a savepoint. */
  public static long keyed(String savepoint) throws IOException {
    Path file = Path.of(java.net.URI.create(savepoint)).resolve("_metadata");
    long bytes = 0;
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      CheckpointMetadata metadata =
          Checkpoints.loadCheckpointMetadata(in, StateSize.class.getClassLoader(), savepoint);
      for (OperatorState operator : metadata.getOperatorStates()) {
        for (OperatorSubtaskState subtask : operator.getStates()) {
          bytes += size(subtask.getManagedKeyedState()) + size(subtask.getRawKeyedState());
        }
      }
    }
    return bytes;
  }

  private static long size(Iterable<? extends StateObject> states) {
    long bytes = 0;
    for (StateObject state : states) {
      bytes += state.getStateSize();
    }
    return bytes;
  }
}
