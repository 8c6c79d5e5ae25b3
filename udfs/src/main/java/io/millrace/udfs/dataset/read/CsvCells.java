package io.millrace.udfs.dataset.read;

import io.millrace.udfs.dataset.CsvDialect;
import io.millrace.udfs.format.RefusedException;
import io.millrace.udfs.format.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the cells of one record, from a line or several. Text is UTF-8. */
final class CsvCells {
  private enum Place {
    BEGINNING,
    PLAIN,
    QUOTED,
    AFTER_QUOTE
  }

  private final CsvDialect dialect;
  private final byte @Nullable [] nullText;
  private final ByteArrayOutputStream cell = new ByteArrayOutputStream();
  private final List<byte @Nullable []> cells = new ArrayList<>();
  private Place place = Place.BEGINNING;
  private boolean quoted;
  private boolean broken;

  CsvCells(CsvDialect dialect) {
    this.dialect = dialect;
    String text = dialect.nullText();
    this.nullText = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /** Begins another record. */
  void reset() {
    cells.clear();
    cell.reset();
    place = Place.BEGINNING;
    quoted = false;
    broken = false;
  }

  /** Takes the record's next line; whether the record ends with it. */
  boolean take(Lines.Line line) {
    byte[] bytes = line.bytes();
    int length = line.length();
    for (int i = 0; i < length; i++) {
      take(bytes[i]);
    }
    if (place == Place.QUOTED && !broken) {
      cell.write(bytes, length, bytes.length - length);
      return false;
    }
    endCell();
    return true;
  }

  private void take(byte b) {
    if (place == Place.QUOTED) {
      if (b == dialect.quote()) {
        place = Place.AFTER_QUOTE;
      } else {
        cell.write(b);
      }
    } else if (b == dialect.delimiter()) {
      endCell();
    } else if (b == dialect.quote() && place != Place.PLAIN) {
      quote();
    } else {
      // After a quoted cell comes its delimiter; a text of its own shows that a quote is missing.
      broken |= place == Place.AFTER_QUOTE;
      place = Place.PLAIN;
      cell.write(b);
    }
  }

  /** A quote at the beginning of a cell opens it; one after a quote is part of the text. */
  private void quote() {
    if (place == Place.AFTER_QUOTE) {
      cell.write(dialect.quote());
    }
    place = Place.QUOTED;
    quoted = true;
  }

  private void endCell() {
    byte[] text = cell.toByteArray();
    boolean missing = !quoted && (text.length == 0 || Arrays.equals(text, nullText));
    cells.add(missing ? null : text);
    cell.reset();
    place = Place.BEGINNING;
    quoted = false;
  }

  /** Whether text follows the end of a quoted cell. */
  boolean broken() {
    return broken;
  }

  /** How many cells there are. */
  int size() {
    return cells.size();
  }

  /**
   * The texts of the cells; null for one that is not there.
   *
   * @throws RefusedException if one is no valid UTF-8
   */
  List<@Nullable String> texts() throws RefusedException {
    List<@Nullable String> texts = new ArrayList<>(cells.size());
    for (byte[] bytes : cells) {
      texts.add(bytes == null ? null : Utf8.decode(bytes));
    }
    return texts;
  }
}
