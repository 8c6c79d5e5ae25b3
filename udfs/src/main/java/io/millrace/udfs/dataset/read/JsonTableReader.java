package io.millrace.udfs.dataset.read;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.udfs.dataset.TableException;
import io.millrace.udfs.dataset.TableReader;
import io.millrace.udfs.dataset.TableRow;
import io.millrace.udfs.format.RefusalCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table in one JSON document: the array that it is, or that a member of it is. What is no JSON
 * ends the table, for nothing tells where the next row begins.
 */
final class JsonTableReader implements TableReader {
  private static final JsonFactory FACTORY = new ObjectMapper().getFactory();

  private final JsonParser parser;
  private final Allowance allowance;
  private long number;

  private JsonTableReader(JsonParser parser, Allowance allowance) {
    this.parser = parser;
    this.allowance = allowance;
  }

  /**
   * @param table the member whose array it is, or empty where the document is the array
   */
  static TableReader open(InputStream in, String table) throws IOException {
    Allowance allowance = new Allowance(Utf8Input.of(in, ""));
    JsonParser parser = FACTORY.createParser(allowance);
    try {
      if (!findArray(parser, allowance, table)) {
        parser.close();
        throw new TableException(
            table.isEmpty()
                ? "The document is no array of rows"
                : "The document has no array '" + table + "'");
      }
    } catch (JacksonException e) {
      parser.close();
      throw malformed(e);
    }
    return new JsonTableReader(parser, allowance);
  }

  private static boolean findArray(JsonParser parser, Allowance allowance, String table)
      throws IOException {
    JsonToken first = parser.nextToken();
    if (table.isEmpty() || first != JsonToken.START_OBJECT) {
      return table.isEmpty() && first == JsonToken.START_ARRAY;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = parser.currentName().equals(table);
      if (parser.nextToken() == JsonToken.START_ARRAY && wanted) {
        return true;
      }
      skip(parser, allowance);
    }
    return false;
  }

  /** The members that are arrays, in their order; one empty name if the document is an array. */
  static List<String> tables(InputStream in) throws IOException {
    List<String> names = new ArrayList<>();
    Allowance allowance = new Allowance(Utf8Input.of(in, ""));
    try (JsonParser parser = FACTORY.createParser(allowance)) {
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        return List.of("");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.START_ARRAY) {
          names.add(name);
        }
        skip(parser, allowance);
      }
      return names;
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  /** Passes over the value at whose first token the parser stands, however large it is. */
  private static void skip(JsonParser parser, Allowance allowance) throws IOException {
    int depth = 0;
    do {
      JsonToken token = parser.currentToken();
      allowance.renew();
      if (token == null) {
        throw new JsonEOFException(parser, JsonToken.NOT_AVAILABLE, "Ends within a value");
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth > 0) {
        parser.nextToken();
      }
    } while (depth > 0);
  }

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public @Nullable TableRow next() throws IOException {
    try {
      allowance.renew();
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw new TableException("The document ends within the table");
      }
      return token == JsonToken.END_ARRAY ? null : row(++number);
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  private TableRow row(long number) throws IOException {
    Object value = parser.readValueAs(Object.class);
    if (value instanceof Map<?, ?> object) {
      return new TableRow.Values(number, RowValues.of(object));
    }
    byte[] excerpt = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
    return new TableRow.Unreadable(number, RefusalCode.WRONG_TYPE, "Is no JSON object", excerpt);
  }

  private static TableException malformed(JacksonException e) {
    return new TableException("The document is no JSON: " + e.getOriginalMessage(), e);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
