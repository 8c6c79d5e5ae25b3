package io.millrace.udfs.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadSchemaTest {
  private static final String READING =
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema",
       "type": "object", "required": ["id", "a/b"], "unevaluatedProperties": false,
       "allOf": [{"$ref": "#/$defs/base"}],
       "properties": {"a/b": {}, "t": {"type": "number", "maximum": 100},
                      "n": {"type": "integer"}, "tags": {"prefixItems": [{"type": "string"}]}},
       "$defs": {"base": {"properties": {"id": {"type": "string", "pattern": "^p-\\\\d+$"}}}}}""";

  @Test
  void a_payload_that_satisfies_it_passes() throws Exception {
    compile(READING).check(payload("n", 1.0, "t", 99.5, "tags", List.of("x", 1L)));
    compile("true").check(null);
  }

  @Test
  void a_violation_is_refused_with_its_pointer() throws Exception {
    PayloadSchema schema = compile(READING);
    assertThat(path(schema, payload("t", 101L))).isEqualTo("/t");
    assertThat(path(schema, payload("n", 1.5))).isEqualTo("/n");
    assertThat(path(schema, payload("id", "x-7"))).isEqualTo("/id");
    assertThat(path(schema, payload("tags", List.of(1L)))).isEqualTo("/tags/0");
    assertThat(path(schema, payload("x", 1L))).as("no such property").isEqualTo("");
    assertThat(path(schema, Map.of("id", "p-1"))).as("is missing").isEqualTo("/a~1b");
    assertThat(path(schema, null)).isEqualTo("");
    assertThat(path(schema, List.of())).isEqualTo("");
    assertThat(path(compile("false"), 1L)).isEqualTo("");
  }

  @Test
  void numbers_are_integers_by_value_and_nan_is_no_surprise() throws Exception {
    compile("{\"type\": \"integer\"}").check(1.0);
    compile("{\"type\": \"integer\"}").check(Long.MAX_VALUE);
    PayloadSchema bounded = compile("{\"maximum\": 100, \"multipleOf\": 0.5}");
    bounded.check(2.5);
    for (Double odd : List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)) {
      assertThat(path(bounded, odd)).isEmpty();
      assertThat(path(compile("true"), Map.of("a/b", List.of(odd)))).isEqualTo("/a~1b/0");
    }
  }

  @Test
  void whatever_comes_passes_or_is_refused() throws Exception {
    PayloadSchema schema =
        compile(
            """
            {"anyOf": [{"minLength": 2}, {"multipleOf": 0.1}, {"minimum": 1e300}],
             "uniqueItems": true, "contains": {"type": "number"}, "minProperties": 1,
             "propertyNames": {"pattern": "^[a-c]"}, "dependentRequired": {"a": ["b"]},
             "patternProperties": {"^a": {"exclusiveMinimum": 0}}, "maxItems": 3,
             "additionalProperties": {"$ref": "#"}, "items": {"$ref": "#"},
             "if": {"type": "array"}, "then": {"minItems": 1}, "not": {"const": 7},
             "enum": [1, "ab", null, {}, []]}""");
    Random random = new Random(7);
    int passed = 0;
    for (int i = 0; i < 20_000; i++) {
      try {
        schema.check(value(random, 0));
        passed++;
      } catch (RefusedException e) {
        assertThat(e.code()).isEqualTo(RefusalCode.SCHEMA_VIOLATION);
      }
    }
    assertThat(passed).isBetween(1, 19_999);
  }

  private static @Nullable Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 3 ? 6 : 8)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong() >> random.nextInt(64);
      case 3 -> Double.longBitsToDouble(random.nextLong());
      case 4 -> 1L;
      case 5 -> new String[] {"", "ab", "\ud800", "\u0000", "é"}[random.nextInt(5)];
      case 6 -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth + 1));
        }
        yield list;
      }
      default -> {
        Map<String, Object> map = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put("" + (char) ('a' + random.nextInt(4)), value(random, depth + 1));
        }
        yield map;
      }
    };
  }

  @Test
  void formats_are_annotations() throws Exception {
    compile("{\"format\": \"date-time\"}").check("yesterday");
  }

  @Test
  void a_reference_out_of_the_schema_is_refused_and_never_fetched() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/s.json";
      assertThat(problem("{\"$ref\": \"" + url + "\"}").reason()).contains("nothing is fetched");
      problem("{\"properties\": {\"a\": {\"$ref\": \"" + url + "#/x\"}}}");
      problem("{\"$id\": \"" + url + "\", \"$ref\": \"other.json\"}");
      problem("{\"$dynamicRef\": \"" + url + "#x\"}");
      problem("{\"$defs\": {\"a\": {\"$schema\": \"" + url + "\"}}, \"$ref\": \"#/$defs/a\"}");
      assertThat(requests).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_reference_to_a_file_is_refused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("s.json"), "{}");
    problem("{\"$ref\": \"" + file.toUri() + "\"}");
    problem("{\"$ref\": \"classpath:log4j2.xml\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$ref\": \"#/$defs/none\"}",
        "{\"$ref\": \"#\"}",
        "{\"allOf\": [{\"$ref\": \"#\"}]}",
        "{\"properties\": {\"a\": {\"$ref\": \"#/properties/a\"}}}",
        "{\"pattern\": \"(a\"}",
        "{\"pattern\": \"(?=a)b\"}",
        "{\"pattern\": \"(a)\\\\1\"}",
        "{\"patternProperties\": {\"(a\": {}}}",
        "{\"$schema\": \"http://json-schema.org/draft-07/schema#\"}",
        "[]",
        "\"object\""
      })
  void what_is_no_schema_is_refused_when_it_is_compiled(String schema) {
    problem(schema);
  }

  @Test
  void a_pattern_takes_time_in_proportion_to_the_text() throws Exception {
    PayloadSchema schema = compile("{\"pattern\": \"^(a+)+$\"}");
    String text = "a".repeat(50_000) + "!";
    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(path(schema, text)).isEmpty());
  }

  @Test
  void patterns_know_unicode_escapes() throws Exception {
    compile("{\"pattern\": \"^[\\\\u00e4-\\\\u00fc]$\"}").check("ö");
  }

  @Test
  void a_payload_as_deep_as_decoders_let_pass_ends_in_a_verdict() throws Exception {
    PayloadSchema schema =
        compile(
            """
            {"properties": {"a": {"allOf": [{"anyOf": [{"$ref": "#"}, {"type": "null"}]}]}}}""");
    Object deep = 1L;
    for (int i = 0; i < 1000; i++) {
      Map<String, Object> outer = new HashMap<>();
      outer.put("a", deep);
      deep = outer;
    }
    Object payload = deep;
    List<Throwable> escaped = new ArrayList<>();
    Thread small =
        new Thread(
            null,
            () -> {
              try {
                schema.check(payload);
              } catch (RefusedException e) {
                // A verdict too.
              } catch (Throwable t) {
                escaped.add(t);
              }
            },
            "small-stack",
            256 << 10);
    small.start();
    small.join();
    assertThat(escaped).isEmpty();
  }

  private static Map<String, Object> payload(Object... more) {
    Map<String, Object> payload = new HashMap<>(Map.of("id", "p-7", "a/b", 0L));
    for (int i = 0; i < more.length; i += 2) {
      payload.put((String) more[i], more[i + 1]);
    }
    return payload;
  }

  private static String path(PayloadSchema schema, @Nullable Object payload) {
    try {
      schema.check(payload);
      throw new AssertionError("Passed: " + payload);
    } catch (RefusedException e) {
      assertThat(e.code().code()).isEqualTo("schema-violation");
      assertThat(e.getMessage()).startsWith("Schema: ").hasSizeLessThan(310);
      return e.path();
    }
  }

  private static Problem problem(String schema) {
    try {
      compile(schema);
    } catch (DefinitionException e) {
      return e.problems().get(0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("Was accepted: " + schema);
  }

  private static PayloadSchema compile(String schema) throws IOException, DefinitionException {
    return SchemaCompiler.compile(new ObjectMapper().readTree(schema));
  }
}
