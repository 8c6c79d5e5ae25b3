package io.millrace.udfs.dataset.read;

import io.millrace.udfs.dataset.CsvDialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells how CSV is written by its beginning. The delimiter and quote are those under which most
 * records have the same number of cells, and then most cells. Single quotes are tried only where
 * there are no double ones, for a lost quote must not change how all is read.
 */
public final class DialectDetection {
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};

  /** Texts for what is not there: SQL's, and that of the dumps of MySQL and PostgreSQL. */
  private static final List<String> NULL_TEXTS = List.of("NULL", "\\N");

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.,][0-9]+)?");

  private DialectDetection() {}

  /** The dialect of text in any encoding that {@link CsvDialect#encoding} tells. */
  public static CsvDialect of(InputStream text) throws IOException {
    return of(Beginning.of(Utf8Input.of(text, "")).bytes());
  }

  /**
   * The dialect.
   *
   * @param beginning in UTF-8, cut anywhere
   */
  static CsvDialect of(byte[] beginning) {
    Candidate best = null;
    for (char quote : quotes(beginning)) {
      for (char delimiter : DELIMITERS) {
        CsvDialect dialect = CsvDialect.RFC_4180.withDelimiter(delimiter).withQuote(quote);
        Candidate candidate = Candidate.of(dialect, records(beginning, dialect));
        if (best == null || candidate.isBetterThan(best)) {
          best = candidate;
        }
      }
    }
    if (best == null || best.records().isEmpty()) {
      return CsvDialect.RFC_4180;
    }
    return best.dialect()
        .withHeader(hasHeader(best.records()))
        .withNullText(nullText(best.records()));
  }

  private static char[] quotes(byte[] beginning) {
    for (byte b : beginning) {
      if (b == '"') {
        return new char[] {'"'};
      }
    }
    return new char[] {'"', '\''};
  }

  /**
   * @param agreeing share of the records that have as many cells as most have
   * @param cells as many as most have
   */
  private record Candidate(
      CsvDialect dialect, List<List<@Nullable String>> records, double agreeing, int cells) {
    static Candidate of(CsvDialect dialect, List<List<@Nullable String>> records) {
      Map<Integer, Integer> counts = new HashMap<>();
      records.forEach(record -> counts.merge(record.size(), 1, Integer::sum));
      int cells = 1;
      int most = 0;
      for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
        if (count.getValue() > most) {
          cells = count.getKey();
          most = count.getValue();
        }
      }
      return new Candidate(
          dialect, records, records.isEmpty() ? 0 : (double) most / records.size(), cells);
    }

    /** A table of one column agrees with every delimiter that does not occur. */
    boolean isBetterThan(Candidate other) {
      if (divides() != other.divides()) {
        return divides();
      }
      return agreeing != other.agreeing ? agreeing > other.agreeing : cells > other.cells;
    }

    private boolean divides() {
      return cells > 1 && agreeing > 0.5;
    }
  }

  private static List<List<@Nullable String>> records(byte[] beginning, CsvDialect dialect) {
    List<List<@Nullable String>> records = new ArrayList<>();
    try (CsvRecords read =
        new CsvRecords(new Lines(new ByteArrayInputStream(beginning)), dialect)) {
      for (CsvRecords.Read next = read.next(); next != null; next = read.next()) {
        records.add(next.cells());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Bytes in memory are always there", e);
    }
    if (beginning.length == Beginning.BYTES && records.size() > 1) {
      // It may be cut in the middle.
      records.remove(records.size() - 1);
    }
    return records;
  }

  /** Names are texts, all there, all different; data rarely are. */
  private static boolean hasHeader(List<List<@Nullable String>> records) {
    HashSet<String> names = new HashSet<>();
    for (String cell : records.get(0)) {
      if (cell == null || NUMBER.matcher(cell.strip()).matches() || !names.add(cell)) {
        return false;
      }
    }
    return !names.isEmpty();
  }

  private static @Nullable String nullText(List<List<@Nullable String>> records) {
    for (String text : NULL_TEXTS) {
      if (records.stream().anyMatch(record -> record.contains(text))) {
        return text;
      }
    }
    return null;
  }
}
