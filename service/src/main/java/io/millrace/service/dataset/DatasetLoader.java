package io.millrace.service.dataset;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.dataset.DatasetManifest;
import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.dataset.TableFormat;
import io.millrace.udfs.dataset.TableOptions;
import io.millrace.udfs.dataset.TableReader;
import io.millrace.udfs.dataset.TableRow;
import io.millrace.udfs.dataset.TableSchema;
import io.millrace.udfs.dataset.TableSurvey;
import io.millrace.udfs.dataset.read.DialectDetection;
import io.millrace.udfs.dataset.read.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes versions of files. The row is committed once the file is in its place, and the manifest is
 * written after that; what a crash leaves between the two, {@link DatasetPublisher} makes up for.
 */
@Service
class DatasetLoader {
  private static final Logger LOG = LoggerFactory.getLogger(DatasetLoader.class);
  private static final String ACTOR = "service:api";
  private final DatasetFiles files;
  private final DatasetStore store;
  private final TransactionTemplate transaction;
  private final Clock clock;

  DatasetLoader(
      DatasetFiles files, DatasetStore store, TransactionTemplate transaction, Clock clock) {
    this.files = files;
    this.store = store;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * A version, and whether this upload made it.
   *
   * @param made false if its key had brought the same before
   */
  record Loaded(DatasetVersion version, boolean made) {}

  /** What decides on a version beside its file; all of it may run within the transaction. */
  interface Terms {
    /** Who loads it. */
    String actor();

    /** The version that stands for this one, which then is not made; null to make it. */
    @Nullable DatasetVersion instead(DatasetFiles.Received received);

    /** Is told what is stored, in the transaction that stores it. */
    void made(DatasetVersion version);
  }

  /**
   * Takes a file as the next version.
   *
   * @throws ProblemException if it is too large, no table, or other than what its key brought
   *     before
   */
  Loaded load(Upload upload, InputStream in) throws IOException {
    Instant loadedAt = now();
    return load(upload, files.receive(in), loadedAt, new Keyed(upload));
  }

  /** When a load that begins here began. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Takes a file that came in; discards it where it makes no version. */
  Loaded load(Upload upload, DatasetFiles.Received received, Instant loadedAt, Terms terms)
      throws IOException {
    try {
      DatasetVersion before = terms.instead(received);
      if (before != null) {
        return new Loaded(before, false);
      }
      TableOptions options = options(upload, received.path());
      TableSchema schema = survey(upload.format(), options, received.path());
      Loaded loaded =
          Objects.requireNonNull(
              transaction.execute(
                  status -> store(upload, options, schema, received, loadedAt, terms)));
      return loaded.made() ? new Loaded(publish(loaded.version()), true) : loaded;
    } finally {
      files.discard(received);
    }
  }

  /** Lets the job see a version that is stored. */
  DatasetVersion publish(DatasetVersion version) throws IOException {
    files.publish(version);
    store.published(version);
    return version.published();
  }

  /** An upload: its key tells what it brought before. */
  private final class Keyed implements Terms {
    private final Upload upload;

    Keyed(Upload upload) {
      this.upload = upload;
    }

    @Override
    public String actor() {
      return ACTOR;
    }

    @Override
    public @Nullable DatasetVersion instead(DatasetFiles.Received received) {
      if (upload.key() == null) {
        return null;
      }
      DatasetVersion before = store.byKey(upload.dataset(), upload.key()).orElse(null);
      if (before != null && !before.isSameAs(received.sha256(), upload.mode())) {
        throw new ProblemException(
            ProblemCode.IDEMPOTENCY_CONFLICT,
            "This Idempotency-Key brought version "
                + before.version()
                + " with another content or mode");
      }
      return before;
    }

    @Override
    public void made(DatasetVersion version) {
      // The key is stored with the version.
    }
  }

  private Loaded store(
      Upload upload,
      TableOptions options,
      TableSchema schema,
      DatasetFiles.Received received,
      Instant loadedAt,
      Terms terms) {
    long version = store.lock(upload.dataset()) + 1;
    // Asked again under the lock: another request may have been faster.
    DatasetVersion before = terms.instead(received);
    if (before != null) {
      return new Loaded(before, false);
    }
    DatasetManifest manifest =
        new DatasetManifest(
            upload.dataset(),
            version,
            upload.mode(),
            terms.actor(),
            loadedAt,
            upload.file(),
            upload.format(),
            options,
            received.sha256());
    try {
      files.place(received, manifest);
    } catch (IOException e) {
      LOG.warn("A file of data set {} cannot be put in its place", upload.dataset(), e);
      throw new ProblemException(
          ProblemCode.UNAVAILABLE, "The file cannot be put in its place: " + e.getMessage());
    }
    DatasetVersion made =
        new DatasetVersion(
            upload.dataset(),
            version,
            DatasetVersion.State.STORED,
            upload.mode(),
            manifest.json(),
            received.sha256(),
            received.bytes(),
            schema.rows(),
            schema.unreadable(),
            ColumnView.of(schema),
            upload.key(),
            loadedAt);
    store.add(made);
    terms.made(made);
    return new Loaded(made, true);
  }

  /** The dialect is settled here, once: service and job read the same. */
  private static TableOptions options(Upload upload, Path file) throws IOException {
    if (upload.format() != TableFormat.CSV) {
      return upload.options();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return upload.options().withDialect(DialectDetection.of(in));
    }
  }

  private static TableSchema survey(TableFormat format, TableOptions options, Path file)
      throws IOException {
    try (TableReader reader = Tables.open(format, Files.newInputStream(file), options)) {
      TableSurvey survey = new TableSurvey(reader.columns());
      for (TableRow row = reader.next(); row != null; row = reader.next()) {
        survey.add(row);
      }
      return survey.schema();
    } catch (TableException e) {
      throw new ProblemException(ProblemCode.INVALID_TABLE, String.valueOf(e.getMessage()));
    }
  }
}
