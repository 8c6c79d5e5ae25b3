package io.millrace.jobs.dataset;

import io.millrace.schemas.avro.DatasetRow;
import io.millrace.schemas.avro.DeadLetter;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a version: one of the two.
 *
 * @param row a row, or the end
 * @param letter why a row or the rest of the version cannot be read
 */
public record DatasetItem(@Nullable DatasetRow row, @Nullable DeadLetter letter) {
  static DatasetItem of(DatasetRow row) {
    return new DatasetItem(row, null);
  }

  static DatasetItem of(DeadLetter letter) {
    return new DatasetItem(null, letter);
  }

  public static TypeInformation<DatasetItem> type() {
    return Types.POJO(
        DatasetItem.class,
        Map.of(
            "row", new AvroTypeInfo<>(DatasetRow.class),
            "letter", new AvroTypeInfo<>(DeadLetter.class)));
  }
}
