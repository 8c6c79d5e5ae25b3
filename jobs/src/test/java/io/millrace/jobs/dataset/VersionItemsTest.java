package io.millrace.jobs.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.DatasetMode;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DatasetRowKind;
import io.millrace.udfs.dataset.DatasetManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionItemsTest {
  private static final DatasetFormat FORMAT = new DatasetFormat(() -> Versions.LOADED);
  @TempDir Path folder;

  private static FileSourceSplit split(Path manifest) {
    org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(manifest.toUri());
    return new FileSourceSplit(path.toString(), path, 0, 1, 1, 1);
  }

  private static List<RecordAndPosition<DatasetItem>> read(BulkFormat.Reader<DatasetItem> reader)
      throws IOException {
    List<RecordAndPosition<DatasetItem>> all = new ArrayList<>();
    try (reader) {
      BulkFormat.RecordIterator<DatasetItem> batch = reader.readBatch();
      while (batch != null) {
        RecordAndPosition<DatasetItem> next = batch.next();
        while (next != null) {
          all.add(
              new RecordAndPosition<>(
                  next.getRecord(), next.getOffset(), next.getRecordSkipCount()));
          next = batch.next();
        }
        batch.releaseBatch();
        batch = reader.readBatch();
      }
    }
    return all;
  }

  private static List<DatasetItem> items(Path manifest) throws IOException {
    return read(FORMAT.createReader(new Configuration(), split(manifest))).stream()
        .map(RecordAndPosition::getRecord)
        .toList();
  }

  private static List<String> said(List<DatasetItem> items) {
    return items.stream()
        .map(
            item ->
                item.row() == null
                    ? item.letter().getCode() + " " + item.letter().getOffset()
                    : Versions.said(item.row()))
        .toList();
  }

  @Test
  void theEndFollowsTheLastRow() throws Exception {
    Path manifest = Versions.csv(folder, "orders", 3, "id,name\n1,Ann\n2,\n");
    List<DatasetItem> items = items(manifest);
    assertThat(items.get(0).row())
        .isEqualTo(
            new DatasetRow(
                "orders",
                3L,
                DatasetRowKind.ROW,
                1L,
                DatasetMode.SNAPSHOT,
                Versions.LOADED,
                "user:ann",
                Map.of("id", "1", "name", "Ann")));
    assertThat(said(items)).containsExactly("orders/3 ROW 1", "orders/3 ROW 2", "orders/3 END 2");
    assertThat(items.get(2).row().getValues()).isEmpty();
  }

  @Test
  void anUnreadableRowIsALetterAndItsNumberIsCounted() throws Exception {
    Path manifest = Versions.csv(folder, "orders", 1, "a,b\n1,2\n3\n4,5\n");
    List<DatasetItem> items = items(manifest);
    assertThat(said(items))
        .containsExactly(
            "orders/1 ROW 1", "malformed-csv 2", "orders/1 ROW 3", "incomplete-snapshot 3");
    assertThat(items.get(1).letter().getDefinitionId()).isEqualTo("orders");
    assertThat(items.get(1).letter().getDefinitionVersion()).isEqualTo(1);
    assertThat(items.get(1).letter().getTopic()).endsWith("orders/0000000001/manifest.json");
    assertThat(items(manifest).get(1).letter().getId())
        .as("the same in every run")
        .isEqualTo(items.get(1).letter().getId());
  }

  @Test
  void aParquetFileIsReadToItsEndOrHasNone() throws Exception {
    Path place = Files.createDirectories(folder.resolve("orders/0000000001"));
    Path file = place.resolve("orders.parquet");
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute("COPY (SELECT i AS n FROM range(1, 301) r(i)) TO '" + file + "'");
    }
    Path manifest =
        Files.writeString(
            place.resolve(DatasetManifest.NAME),
            """
            {"dataset": "orders", "version": 1, "actor": "user:ann",
             "loadedAt": "2026-11-21T08:30:00Z", "file": "orders.parquet"}""");
    assertThat(said(items(manifest))).hasSize(301).endsWith("orders/1 ROW 300", "orders/1 END 300");
    assertThat(items(manifest).get(299).row().getValues()).isEqualTo(Map.of("n", 300L));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThat(said(items(manifest))).containsExactly("malformed-table 0");
  }

  @Test
  void anIncrementEndsWhateverItsRowsAre() throws Exception {
    Path manifest = Versions.csv(folder, "orders", 1, "a,b\n1,2\n3\n");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("snapshot", "increment"));
    assertThat(said(items(manifest)))
        .containsExactly("orders/1 ROW 1", "malformed-csv 2", "orders/1 END 2");
  }

  @Test
  void aFileThatIsAnotherHasNoEnd() throws Exception {
    Path manifest =
        Versions.csv(folder, "orders", 1, "a,b\n1,2\n", Versions.sha256("a,b\n1,2\n3,4\n"));
    assertThat(said(items(manifest))).containsExactly("orders/1 ROW 1", "checksum-mismatch 1");
  }

  @Test
  void aFileThatCannotBeReadOnHasNoEnd() throws Exception {
    Path manifest = Versions.csv(folder, "orders", 1, "");
    Files.writeString(manifest.resolveSibling("data.json"), "[{\"a\":1},{\"a\":");
    Files.writeString(
        manifest,
        """
        {"dataset": "orders", "version": 1, "actor": "user:ann",
         "loadedAt": "2026-11-21T08:30:00Z", "file": "data.json"}""");
    assertThat(said(items(manifest))).containsExactly("orders/1 ROW 1", "malformed-table 1");
  }

  @Test
  void whatIsNoVersionIsOneLetter() throws Exception {
    Path gone = Versions.csv(folder, "gone", 1, "a,b\n1,2\n");
    Files.delete(gone.resolveSibling("data.csv"));
    assertThat(said(items(gone))).containsExactly("file-missing 0");
    Path broken = Versions.csv(folder, "broken", 1, "a,b\n1,2\n");
    Files.writeString(broken, "{}");
    assertThat(said(items(broken))).containsExactly("invalid-manifest 0");
    Path empty = Versions.csv(folder, "empty", 1, "");
    assertThat(said(items(empty))).containsExactly("empty/1 END 0");
  }

  @Test
  void aReaderGoesOnWhereAnotherStopped() throws Exception {
    Path manifest = Versions.csv(folder, "orders", 1, Versions.numbered(1000));
    List<RecordAndPosition<DatasetItem>> all =
        read(FORMAT.createReader(new Configuration(), split(manifest)));
    assertThat(all).hasSize(1001);
    for (int stop : new int[] {1, 255, 256, 257, 1000, 1001}) {
      RecordAndPosition<DatasetItem> last = all.get(stop - 1);
      FileSourceSplit position =
          split(manifest)
              .updateWithCheckpointedPosition(
                  new CheckpointedPosition(last.getOffset(), last.getRecordSkipCount()));
      List<String> rest =
          said(
              read(FORMAT.restoreReader(new Configuration(), position)).stream()
                  .map(RecordAndPosition::getRecord)
                  .toList());
      assertThat(rest)
          .isEqualTo(
              said(all.subList(stop, 1001).stream().map(RecordAndPosition::getRecord).toList()));
    }
  }

  @Test
  void findsVersionsByTheirManifestsAndHandsOutTheOldestFirst() throws Exception {
    Path second = Versions.csv(folder, "a", 2, "x\n");
    Path first = Versions.csv(folder, "a", 1, "x\n");
    Path other = Versions.csv(folder, "b", 1, "x\n");
    Path hidden = Versions.csv(folder.resolve(".incoming"), "c", 1, "x\n");
    Versions.csv(folder, "unfinished", 1, "x\n");
    Files.delete(folder.resolve("unfinished/0000000001").resolve(DatasetManifest.NAME));
    FileTime now = FileTime.fromMillis(1_000_000);
    for (Path manifest : List.of(first, second, hidden)) {
      Files.setLastModifiedTime(manifest, now);
    }
    Files.setLastModifiedTime(other, FileTime.fromMillis(500_000));
    Collection<FileSourceSplit> found =
        new ManifestEnumerator()
            .enumerateSplits(
                new org.apache.flink.core.fs.Path[] {
                  new org.apache.flink.core.fs.Path(folder.toUri()),
                  new org.apache.flink.core.fs.Path(folder.resolve("nowhere").toUri())
                },
                1);
    OldestFirst assigner = new OldestFirst(found);
    assertThat(assigner.remainingSplits()).hasSize(3);
    assertThat(assigner.getNext(null).orElseThrow().path().getPath()).isEqualTo(other.toString());
    assertThat(assigner.getNext(null).orElseThrow().path().getPath()).isEqualTo(first.toString());
    assertThat(assigner.getNext(null).orElseThrow().path().getPath()).isEqualTo(second.toString());
    assertThat(assigner.getNext(null)).isEmpty();
  }
}
