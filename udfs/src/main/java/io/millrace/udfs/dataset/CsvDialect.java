package io.millrace.udfs.dataset;

import org.jspecify.annotations.Nullable;

/**
 * How cells are written. Delimiter and quote are of ASCII; a quote within a quoted cell is doubled;
 * lines end with LF, CRLF or CR.
 *
 * @param header whether the first record names the columns; else they are {@code column1}, {@code
 *     column2} …
 * @param encoding a charset's name, or empty to tell it by the beginning of the file: a byte order
 *     mark, else UTF-8 unless nothing of it is, then windows-1252
 * @param nullText a cell of this text that is not quoted is not there; null if only the empty one
 *     is not
 */
public record CsvDialect(
    char delimiter, char quote, boolean header, String encoding, @Nullable String nullText) {
  private static final int ASCII = 128;

  /** RFC 4180 with a header. */
  public static final CsvDialect RFC_4180 = new CsvDialect(',', '"', true, "", null);

  /**
   * @throws IllegalArgumentException for a delimiter or quote that cannot be one
   */
  public CsvDialect {
    if (!sign(delimiter) || !sign(quote) || delimiter == quote) {
      throw new IllegalArgumentException(
          "Delimiter and quote must be two different characters of ASCII, no letter, no line end");
    }
  }

  private static boolean sign(char c) {
    return c < ASCII && !Character.isLetterOrDigit(c) && c != '\n' && c != '\r';
  }

  /** The same with another delimiter. */
  public CsvDialect withDelimiter(char other) {
    return new CsvDialect(other, quote, header, encoding, nullText);
  }

  /** The same with another quote. */
  public CsvDialect withQuote(char other) {
    return new CsvDialect(delimiter, other, header, encoding, nullText);
  }

  /** The same with a header or without. */
  public CsvDialect withHeader(boolean there) {
    return new CsvDialect(delimiter, quote, there, encoding, nullText);
  }

  /** The same in another encoding. */
  public CsvDialect withEncoding(String other) {
    return new CsvDialect(delimiter, quote, header, other, nullText);
  }

  /** The same with another text for what is not there. */
  public CsvDialect withNullText(@Nullable String text) {
    return new CsvDialect(delimiter, quote, header, encoding, text);
  }
}
