package io.millrace.udfs.dataset.read;

import io.millrace.udfs.dataset.TableReader;
import io.millrace.udfs.dataset.TableRow;
import io.millrace.udfs.format.DecodedPayload;
import io.millrace.udfs.format.PayloadFormats;
import io.millrace.udfs.format.RawPayload;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table as JSON lines: an object a line; empty lines are passed over. */
final class JsonLinesReader implements TableReader {
  private static final PayloadFormats FORMATS = new PayloadFormats();

  private final Lines lines;
  private long number;

  JsonLinesReader(InputStream in) throws IOException {
    this.lines = new Lines(Utf8Input.of(in, ""));
  }

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public @Nullable TableRow next() throws IOException {
    Lines.Line line = lines.next();
    while (line != null && line.isBlank() && !line.tooLong()) {
      line = lines.next();
    }
    return line == null ? null : row(line, ++number);
  }

  private static TableRow row(Lines.Line line, long number) {
    byte[] text = Arrays.copyOf(line.bytes(), line.length());
    if (line.tooLong()) {
      String reason = "More than " + TableRow.MOST_BYTES + " bytes";
      return new TableRow.Unreadable(number, RefusalCode.ROW_TOO_LARGE, reason, text);
    }
    try {
      RawPayload raw = new RawPayload(text, "", Map.of(), Instant.EPOCH);
      DecodedPayload payload = FORMATS.read(raw, null);
      if (payload.value() instanceof Map<?, ?> object) {
        return new TableRow.Values(number, RowValues.of(object));
      }
      String reason = "Is no JSON object";
      return new TableRow.Unreadable(number, RefusalCode.WRONG_TYPE, reason, text);
    } catch (RefusedException e) {
      return new TableRow.Unreadable(number, e.code(), String.valueOf(e.getMessage()), text);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
