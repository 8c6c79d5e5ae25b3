package io.millrace.service.deadletter;

import io.millrace.schemas.Topics;
import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.registry.ConfluentAvro;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.service.ServiceSettings;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.dataset.RowJson;
import io.millrace.udfs.dataset.TableException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes records of {@code dataset-rows} of what dead letters have of rows. */
@Component
class RowRecords {
  private final ConfluentAvro<DatasetRow> avro;

  RowRecords(ServiceSettings settings) {
    this.avro =
        new ConfluentAvro<>(
            new RegistryClient(settings.registry().url()), Topics.DATASET_ROWS, DatasetRow.class);
  }

  /**
   * The record's value.
   *
   * @param json as {@link RowJson} writes it
   * @throws TableException if it is none
   */
  byte[] record(byte @Nullable [] json) throws TableException {
    DatasetRow row = RowJson.read(json == null ? new byte[0] : json);
    try {
      return avro.write(row);
    } catch (IOException e) {
      throw ProblemException.unavailable("The schema registry", e);
    }
  }
}
