package io.millrace.udfs.expression.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 9535, with the results that stand there. */
class Rfc9535ExamplesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Section 1.5, figure 1. */
  private static final String STORE =
      """
      {"store": {"book": [
         {"category": "reference", "author": "Nigel Rees", "title": "Sayings of the Century",
          "price": 8.95},
         {"category": "fiction", "author": "Evelyn Waugh", "title": "Sword of Honour",
          "price": 12.99},
         {"category": "fiction", "author": "Herman Melville", "title": "Moby Dick",
          "isbn": "0-553-21311-3", "price": 8.99},
         {"category": "fiction", "author": "J. R. R. Tolkien", "title": "The Lord of the Rings",
          "isbn": "0-395-19395-8", "price": 22.99}],
       "bicycle": {"color": "red", "price": 399}}}""";

  /** Section 2.3.5.3. */
  private static final String FILTERED =
      """
      {"a": [3, 5, 1, 2, 4, 6, {"b": "j"}, {"b": "k"}, {"b": {}}, {"b": "kilo"}],
       "o": {"p": 1, "q": 2, "r": 3, "s": 5, "t": {"u": 6}}, "e": "f"}""";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          $.store.book[*].author          ; ["Nigel Rees","Evelyn Waugh","Herman Melville","J. R. R. Tolkien"]
          $..author                       ; ["Nigel Rees","Evelyn Waugh","Herman Melville","J. R. R. Tolkien"]
          $.store..price                  ; [8.95,12.99,8.99,22.99,399]
          $..book[2].author               ; ["Herman Melville"]
          $..book[2].publisher            ; []
          $..book[-1].title               ; ["The Lord of the Rings"]
          $..book[0,1].price              ; [8.95,12.99]
          $..book[:2].price               ; [8.95,12.99]
          $..book[?@.isbn].title          ; ["Moby Dick","The Lord of the Rings"]
          $..book[?@.price<10].title      ; ["Sayings of the Century","Moby Dick"]
          $.store.*.color                 ; ["red"]
          """)
  void bookstore(String path, String found) throws Exception {
    assertFinds(STORE, path, found);
  }

  /** Every member value and array element of the store, in depth. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"$..*;27", "$.store.*;2", "$..book[*];4"})
  void counts(String path, int found) throws Exception {
    assertThat((Iterable<?>) JsonPath.parse(path).select(JSON.readValue(STORE, Map.class)))
        .hasSize(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          $.a[?@.b == 'kilo']               ; [{"b":"kilo"}]
          $.a[?(@.b == 'kilo')]             ; [{"b":"kilo"}]
          $.a[?@>3.5]                       ; [5,4,6]
          $.a[?@.b]                         ; [{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}]
          $[?@.*]                           ; [[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}],{"p":1,"q":2,"r":3,"s":5,"t":{"u":6}}]
          $[?@[?@.b]]                       ; [[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}]]
          $.o[?@<3, ?@<3]                   ; [1,2,1,2]
          $.a[?@<2 || @.b == "k"]           ; [1,{"b":"k"}]
          $.a[?match(@.b, "[jk]")]          ; [{"b":"j"},{"b":"k"}]
          $.a[?search(@.b, "[jk]")]         ; [{"b":"j"},{"b":"k"},{"b":"kilo"}]
          $.o[?@>1 && @<4]                  ; [2,3]
          $.o[?@.u || @.x]                  ; [{"u":6}]
          $.a[?@.b == $.x]                  ; [3,5,1,2,4,6]
          $.a[?@ == @]                      ; [3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}]
          """)
  void filters(String path, String found) throws Exception {
    assertFinds(FILTERED, path, found);
  }

  private static void assertFinds(String document, String path, String found) throws Exception {
    Object value = JSON.readValue(document, Map.class);
    assertThat(JSON.writeValueAsString(JsonPath.parse(path).select(plain(value)))).isEqualTo(found);
  }

  /** Whole numbers as the decoders have them: of 64 bits. */
  private static Object plain(Object value) throws Exception {
    return JSON.reader()
        .with(DeserializationFeature.USE_LONG_FOR_INTS)
        .forType(Object.class)
        .readValue(JSON.writeValueAsBytes(value));
  }
}
