package io.millrace.jobs.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a million live trace ids of 10,000 devices take on RocksDB; prints the bytes of one. */
class SeenIdsSizeITCase {
  private static final int IDS = 1_000_000;
  private static final int DEVICES = 10_000;
  @TempDir Path folder;

  @Test
  void a_million_ids_take_less_than_64_bytes_each() throws Exception {
    EmbeddedRocksDBStateBackend rocksdb = new EmbeddedRocksDBStateBackend(true);
    rocksdb.setDbStoragePath(folder.toString());
    // The harness manages 3 MB, with which RocksDB writes a file every few thousand ids.
    rocksdb.getMemoryConfiguration().setUseManagedMemory(false);
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, UUID, UUID>(
            new KeyedProcessOperator<>(new Remember()), SeenIdsSizeITCase::device, Types.STRING)) {
      harness.setStateBackend(rocksdb);
      harness.setCheckpointStorage(new FileSystemCheckpointStorage(folder.resolve("chk").toUri()));
      harness.open();
      Random random = new Random(7);
      for (int i = 0; i < IDS; i++) {
        harness.processElement(new UUID(random.nextLong(), random.nextLong()), 0);
        harness.getOutput().clear();
      }
      OperatorSubtaskState snapshot = harness.snapshot(1, 1);
      double inCheckpoint = (double) snapshot.getStateSize() / IDS;
      double onDisk = (double) sortedTables() / IDS;
      System.out.printf(
          "%,d trace ids of %,d devices: %.1f bytes per id in a checkpoint, %.1f on disk%n",
          IDS, DEVICES, inCheckpoint, onDisk);
      assertThat(inCheckpoint).isBetween(16.0, 64.0);
      assertThat(onDisk).isBetween(16.0, 64.0);
    }
  }

  private static String device(UUID id) {
    return "device-" + Math.floorMod(id.getMostSignificantBits(), DEVICES);
  }

  private long sortedTables() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".sst"))
          .filter(file -> !file.toString().contains("chk"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  private static final class Remember extends KeyedProcessFunction<String, UUID, UUID> {
    private static final long serialVersionUID = 1L;
    private transient SeenIds seen;

    @Override
    public void open(OpenContext context) {
      seen = new SeenIds(getRuntimeContext(), "seen", Duration.ofHours(1));
    }

    @Override
    public void processElement(UUID id, Context context, Collector<UUID> out) throws Exception {
      if (!seen.first(id.toString())) {
        throw new AssertionError("Came once and was seen: " + id);
      }
    }
  }
}
