package io.millrace.service.dataset;

import io.millrace.schemas.avro.DatasetMode;
import io.millrace.service.extract.Mark;
import io.millrace.service.extract.TableDefinition;
import io.millrace.service.extract.TableDefinitions;
import io.millrace.service.extract.TableExtraction;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.dataset.TableFormat;
import io.millrace.udfs.dataset.TableOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Makes versions of tables. The mark is stored in the transaction that stores the version: after a
 * crash the next extraction begins where the last version ended.
 */
@Service
class TableExtractor {
  private static final String FILE = "table.jsonl";

  /** At once in this instance: each holds a connection of the pool for its lock. */
  private final Semaphore free = new Semaphore(2);

  private final DatasetTableStore tables;
  private final TableDefinitions definitions;
  private final TableExtraction extraction;
  private final DatasetLoader loader;
  private final DatasetFiles files;
  private final DatasetStore versions;
  private final DataSource database;
  private final Clock clock;

  TableExtractor(
      DatasetTableStore tables,
      TableDefinitions definitions,
      TableExtraction extraction,
      DatasetLoader loader,
      DatasetFiles files,
      DatasetStore versions,
      DataSource database,
      Clock clock) {
    this.tables = tables;
    this.definitions = definitions;
    this.extraction = extraction;
    this.loader = loader;
    this.files = files;
    this.versions = versions;
    this.database = database;
    this.clock = clock;
  }

  /**
   * What became of an extraction.
   *
   * @param rows that were read
   * @param version that has them; null where there were none and never was one
   * @param made false if nothing is new
   */
  record Extraction(long rows, @Nullable DatasetVersion version, boolean made) {}

  /**
   * Reads a table.
   *
   * @param full all of it, as a snapshot, whether it changed or not
   * @throws ProblemException if it cannot be read, or is being read already
   */
  Extraction extract(String dataset, boolean full) {
    if (tables.find(dataset).isEmpty()) {
      throw absent(dataset);
    }
    Extraction done = locked(dataset, table -> true, full);
    if (done == null) {
      throw new ProblemException(
          ProblemCode.EXTRACTION_RUNNING,
          "The table is being read already, or too many others are; try again");
    }
    return done;
  }

  /** Reads a table if its definition says that it is time; null where it is not. */
  @Nullable Extraction extractIfDue(DatasetTable table) {
    return isDue(table) ? locked(table.dataset(), this::isDue, false) : null;
  }

  private boolean isDue(DatasetTable table) {
    TableDefinition definition = definitions.stored(table.definition());
    return definition.every() != null
        && (table.startedAt() == null
            || !table.startedAt().plus(definition.every()).isAfter(clock.instant()));
  }

  private @Nullable Extraction locked(
      String dataset, Predicate<DatasetTable> wanted, boolean full) {
    if (!free.tryAcquire()) {
      return null;
    }
    try (ExtractionLock lock = ExtractionLock.take(database, dataset)) {
      if (lock == null || tables.find(dataset).filter(wanted).isEmpty()) {
        return null;
      }
      DatasetTable run = tables.begin(dataset, clock.instant()).orElseThrow(() -> absent(dataset));
      return noted(run, full);
    } catch (SQLException e) {
      throw ProblemException.unavailable("The database", e);
    } finally {
      free.release();
    }
  }

  private Extraction noted(DatasetTable run, boolean full) {
    String problem = "It was cut off";
    try {
      Extraction done = read(run, full);
      problem = null;
      return done;
    } catch (ProblemException e) {
      problem = e.getMessage();
      throw e;
    } catch (IOException e) {
      problem = "The file cannot be written; the log says why";
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      problem = "The log says why";
      throw e;
    } finally {
      tables.ended(run, clock.instant(), problem);
    }
  }

  private Extraction read(DatasetTable run, boolean full) throws IOException {
    TableDefinition definition = definitions.stored(run.definition());
    boolean whole = full || definition.by() == null;
    Instant loadedAt = loader.now();
    Rows rows = new Rows(definition, whole, run.mark());
    DatasetFiles.Received received = files.receive(rows, ProblemCode.UNREADABLE_TABLE);
    if (rows.count() == 0 && !whole) {
      files.discard(received);
      return new Extraction(0, versions.latest(run.dataset()).orElse(null), false);
    }
    DatasetMode mode = whole ? DatasetMode.SNAPSHOT : DatasetMode.INCREMENT;
    Upload upload =
        new Upload(run.dataset(), mode, FILE, TableFormat.JSON_LINES, TableOptions.DETECTED, null);
    Following following = new Following(run, definition, mode, rows.mark(), full);
    DatasetLoader.Loaded loaded = loader.load(upload, received, loadedAt, following);
    return new Extraction(rows.count(), loaded.version(), loaded.made());
  }

  /** The rows on their way into a file. */
  private final class Rows implements DatasetFiles.Content {
    private final TableDefinition definition;
    private final boolean whole;
    private final @Nullable Mark from;
    private TableExtraction.@Nullable Extracted extracted;

    Rows(TableDefinition definition, boolean whole, @Nullable Mark from) {
      this.definition = definition;
      this.whole = whole;
      this.from = from;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      extracted = extraction.write(definition, whole, from, out);
    }

    long count() {
      return extracted == null ? 0 : extracted.rows();
    }

    @Nullable Mark mark() {
      return extracted == null ? null : extracted.mark();
    }
  }

  /** What an extraction asks of its version: that it is the last one, and has something new. */
  private final class Following implements DatasetLoader.Terms {
    private final DatasetTable run;
    private final TableDefinition definition;
    private final DatasetMode mode;
    private final @Nullable Mark mark;
    private final boolean full;

    Following(
        DatasetTable run,
        TableDefinition definition,
        DatasetMode mode,
        @Nullable Mark mark,
        boolean full) {
      this.run = run;
      this.definition = definition;
      this.mode = mode;
      this.mark = mark;
      this.full = full;
    }

    @Override
    public String actor() {
      return "service:" + definition.connection();
    }

    @Override
    public @Nullable DatasetVersion instead(DatasetFiles.Received received) {
      if (!tables.isLast(run)) {
        throw new ProblemException(
            ProblemCode.EXTRACTION_RUNNING,
            "Another extraction began meanwhile, or the definition was changed");
      }
      return full
          ? null
          : versions
              .latest(run.dataset())
              .filter(latest -> latest.isSameAs(received.sha256(), mode))
              .orElse(null);
    }

    @Override
    public void made(DatasetVersion version) {
      if (mark != null) {
        tables.mark(run, mark, version.version());
      }
    }
  }

  private static ProblemException absent(String dataset) {
    return new ProblemException(
        ProblemCode.NOT_FOUND, "Data set '" + dataset + "' is no table of a database");
  }
}
