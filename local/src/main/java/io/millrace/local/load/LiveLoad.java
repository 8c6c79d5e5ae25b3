package io.millrace.local.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.StackException;
import io.millrace.local.api.ServiceApi;
import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DatasetRowKind;
import io.millrace.schemas.avro.DeadLetter;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Loads tables into a running installation, and waits until their objects can be searched. */
final class LiveLoad {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What the dataset job calls its stage. */
  private static final String VERSIONS = "dataset-versions-source";

  /** After these a version has no end. */
  private static final Set<String> ENDLESS =
      Set.of(
          "incomplete-snapshot",
          "malformed-table",
          "checksum-mismatch",
          "invalid-manifest",
          "file-missing");

  private final LoadTarget target;
  private final LoadDocuments documents;
  private final PrintWriter progress;
  private final RefusedGroups refused = new RefusedGroups();
  private final Set<String> waitingFor = new HashSet<>();
  private long seen;

  LiveLoad(LoadTarget target, LoadDocuments documents, PrintWriter progress) {
    this.target = target;
    this.documents = documents;
    this.progress = progress;
  }

  LoadResult run(List<DataTable> tables, SavedDefinitions.Standing standing)
      throws IOException, InterruptedException {
    say("saving the ontology and %d object mappings", documents.mappings().size());
    SavedDefinitions saved = SavedDefinitions.save(target, documents, standing);
    LoadOrder order = LoadOrder.of(tables, documents);
    Map<DataTable, DatasetUpload> uploads = new HashMap<>();
    Map<String, Long> objects;
    try (var rows = new TopicTail<>(target, Topics.DATASET_ROWS, DatasetRow.class);
        var letters = new TopicTail<>(target, Topics.DEAD_LETTERS, DeadLetter.class);
        JobProgress jobs = new JobProgress(target.kafka());
        IndexProgress index =
            new IndexProgress(target, documents.ontology().objectTypes().keySet())) {
      for (DataTable table : order.tables()) {
        if (order.isWorthWaiting(table, t -> isOnItsWay(uploads.get(t)))) {
          say("%s waits for the objects that it refers to", table.dataset());
          awaitObjects(rows, letters, jobs);
        }
        DatasetUpload upload = DatasetUpload.of(target.service(), table, documents, saved);
        uploads.put(table, upload);
        if (upload.made()) {
          waitingFor.add(version(upload));
        }
      }
      long made = uploads.values().stream().filter(DatasetUpload::made).count();
      say("%d of %d data sets have a new version", made, uploads.size());
      awaitObjects(rows, letters, jobs);
      say("objects are made; waiting for the index");
      jobs.await("projection", Topics.OBJECT_EVENTS);
      objects = index.await();
      letters.drain(this::take);
    }
    return result(tables.stream().map(uploads::get).toList(), objects);
  }

  private boolean isOnItsWay(@Nullable DatasetUpload upload) {
    return upload != null && waitingFor.contains(version(upload));
  }

  /** Returns when the objectify job has taken all rows of what was uploaded. */
  private void awaitObjects(
      TopicTail<DatasetRow> rows, TopicTail<DeadLetter> letters, JobProgress jobs)
      throws IOException, InterruptedException {
    awaitRows(rows, letters);
    jobs.await("objectify", Topics.DATASET_ROWS);
  }

  private void awaitRows(TopicTail<DatasetRow> rows, TopicTail<DeadLetter> letters)
      throws IOException {
    long before = -1;
    long since = System.nanoTime();
    while (!waitingFor.isEmpty()) {
      rows.poll(this::take);
      letters.poll(this::take);
      if (seen != before) {
        before = seen;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
        throw new StackException(
            "The dataset job sends nothing of " + waitingFor + ": see ./millrace status");
      }
    }
  }

  private void take(DatasetRow row) {
    seen++;
    if (row.getKind() == DatasetRowKind.END) {
      waitingFor.remove(row.getDatasetId() + " " + row.getVersion());
    }
  }

  private void take(DeadLetter letter) {
    String definition = letter.getDefinitionId();
    boolean reading = letter.getStage().equals(VERSIONS);
    if (reading && ENDLESS.contains(letter.getCode())) {
      waitingFor.remove(definition + " " + letter.getDefinitionVersion());
    }
    if (definition != null && (reading || documents.mappings().containsKey(definition))) {
      String path = letter.getPath().isEmpty() ? "" : letter.getPath() + ": ";
      String row = reading ? "row " + letter.getOffset() + ": " : "";
      refused.add(letter.getStage(), letter.getCode(), definition, row + path + letter.getReason());
    }
  }

  private static String version(DatasetUpload upload) {
    return upload.dataset() + " " + upload.version();
  }

  private LoadResult result(List<DatasetUpload> uploads, Map<String, Long> objects) {
    Map<String, Long> links = new TreeMap<>();
    for (String type : documents.ontology().linkTypes().keySet()) {
      JsonNode listing =
          target.service().find("/api/v1/links/" + ServiceApi.encode(type) + "?limit=1");
      if (listing != null) {
        links.put(type, listing.path("total").asLong());
      }
    }
    return new LoadResult(
        uploads.stream().map(DatasetUpload::load).toList(), objects, links, null, refused.all());
  }

  private void say(String form, Object... values) {
    progress.println(String.format(Locale.ROOT, form, values));
    progress.flush();
  }
}
