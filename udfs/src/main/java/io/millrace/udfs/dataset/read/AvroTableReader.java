package io.millrace.udfs.dataset.read;

import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.dataset.TableReader;
import io.millrace.udfs.dataset.TableRow;
import io.millrace.udfs.format.AvroBlock;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A table as an Avro object container file. What is damaged ends the table. */
final class AvroTableReader implements TableReader {
  private final AvroContainer container;
  private final List<String> columns;
  private @Nullable AvroBlock block;
  private long left;
  private long number;

  AvroTableReader(InputStream in) throws IOException {
    this.container = AvroContainer.open(in);
    this.columns = container.schema().getFields().stream().map(Schema.Field::name).toList();
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public @Nullable TableRow next() throws IOException {
    while (left == 0) {
      if (block != null && block.remaining() > 0) {
        throw new TableException("A block of the Avro container has more than its records");
      }
      AvroContainer.Block next = container.next();
      if (next == null) {
        return null;
      }
      left = next.count();
      block = new AvroBlock(next.bytes(), container.schema());
    }
    left--;
    return row(++number);
  }

  private TableRow row(long number) throws TableException {
    try {
      AvroBlock from = block;
      if (from == null) {
        throw new IllegalStateException("Records are left of no block");
      }
      int before = from.remaining();
      Map<?, ?> record = from.next();
      if (before - from.remaining() > TableRow.MOST_BYTES) {
        String reason = "More than " + TableRow.MOST_BYTES + " bytes";
        return new TableRow.Unreadable(number, RefusalCode.ROW_TOO_LARGE, reason, new byte[0]);
      }
      return RowValues.row(number, record);
    } catch (RefusedException e) {
      throw new TableException("Record " + number + " is damaged: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    container.close();
  }
}
