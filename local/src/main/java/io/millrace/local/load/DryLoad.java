package io.millrace.local.load;

import io.millrace.local.StackException;
import io.millrace.schemas.avro.DatasetMode;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DatasetRowKind;
import io.millrace.schemas.avro.FindingKind;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectFinding;
import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.dataset.TableReader;
import io.millrace.udfs.dataset.TableRow;
import io.millrace.udfs.objectify.trial.ObjectTrial;
import io.millrace.udfs.objectify.trial.Refused;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads tables and makes objects and links of them in memory, as the jobs would. */
public final class DryLoad {
  private static final String UNREADABLE = "read";
  private static final String ACTOR = "user:dry-run";

  private final LoadDocuments documents;
  private final Instant loadedAt;
  private final ObjectTrial trial;
  private final List<TableLoad> loads = new ArrayList<>();
  private final RefusedGroups refused = new RefusedGroups();

  /**
   * @param loadedAt when it is said to happen
   * @param events takes each event of an object
   */
  public DryLoad(LoadDocuments documents, Instant loadedAt, Consumer<ObjectEvent> events) {
    this.documents = documents;
    this.loadedAt = loadedAt;
    this.trial = new ObjectTrial(documents.ontology(), documents.compiled(), events, this::refused);
  }

  /** Loads a table as the first version of its data set. */
  public void take(DataTable table) throws IOException {
    String dataset = table.dataset();
    long rows = 0;
    long unreadable = 0;
    try (TableReader reader = table.open()) {
      for (TableRow row = reader.next(); row != null; row = reader.next()) {
        rows++;
        if (row instanceof TableRow.Values values) {
          trial.take(row(dataset, values));
        } else if (row instanceof TableRow.Unreadable bad) {
          unreadable++;
          refused.add(
              UNREADABLE, bad.code().code(), dataset, at(dataset, bad.number(), bad.reason()));
        }
      }
    } catch (TableException e) {
      throw new StackException(table.file() + " cannot be read: " + e.getMessage(), e);
    }
    boolean taken = !documents.taking(dataset).isEmpty();
    loads.add(new TableLoad(dataset, "", false, rows, unreadable, taken));
  }

  private DatasetRow row(String dataset, TableRow.Values row) {
    return new DatasetRow(
        dataset,
        1L,
        DatasetRowKind.ROW,
        row.number(),
        DatasetMode.SNAPSHOT,
        loadedAt,
        ACTOR,
        row.values());
  }

  private void refused(Refused one) {
    String what = one.path().isEmpty() ? one.reason() : one.path() + ": " + one.reason();
    refused.add(one.stage(), one.code(), one.mapping(), at(one.dataset(), one.row(), what));
  }

  private static String at(String dataset, long row, String what) {
    return dataset + " row " + row + ": " + what;
  }

  /** What came of all tables so far. */
  public LoadResult result() {
    return new LoadResult(
        List.copyOf(loads), trial.objects(), trial.links(), dangling(), refused.all());
  }

  private Map<String, Long> dangling() {
    Map<String, Long> dangling = new TreeMap<>();
    for (ObjectFinding finding : trial.findings()) {
      if (finding.getKind() == FindingKind.DANGLING_LINK) {
        dangling.merge(finding.getSubject(), 1L, Long::sum);
      }
    }
    return dangling;
  }
}
