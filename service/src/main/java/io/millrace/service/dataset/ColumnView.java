package io.millrace.service.dataset;

import io.millrace.udfs.dataset.TableSchema;
import io.millrace.udfs.dataset.ValueKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A column as it was seen in the file. */
@Schema(name = "DatasetColumn")
record ColumnView(
    String name,
    @Schema(description = "What its values are, or are written as.") List<String> kinds,
    @Schema(description = "How many rows have a value.") long present) {

  static List<ColumnView> of(TableSchema schema) {
    return schema.columns().stream()
        .map(
            column ->
                new ColumnView(
                    column.name(),
                    column.kinds().stream().map(ValueKind::word).toList(),
                    column.present()))
        .toList();
  }
}
