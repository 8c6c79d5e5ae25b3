package io.millrace.udfs.dataset.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names in SQL as a database wants them.
 *
 * @param quote what its driver puts around names; empty where it has none
 */
public record SqlNames(String quote) {
  /** Names that need no quotes, for databases that have none. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  public static SqlNames of(Connection connection) throws SQLException {
    return new SqlNames(connection.getMetaData().getIdentifierQuoteString().strip());
  }

  /**
   * A name with its quotes.
   *
   * @throws IllegalArgumentException if the database can have no such name
   */
  public String quoted(String name) {
    if (quote.isEmpty() && !PLAIN.matcher(name).matches() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("The database can have no name '" + name + "'");
    }
    return quote.isEmpty() ? name : quote + name.replace(quote, quote + quote) + quote;
  }

  /** A table's name, with its schema where there is one. */
  public String table(@Nullable String schema, String table) {
    return schema == null ? quoted(table) : quoted(schema) + "." + quoted(table);
  }

  /** Names with commas in between. */
  public String list(Collection<String> names) {
    return names.stream().map(this::quoted).collect(Collectors.joining(", "));
  }
}
