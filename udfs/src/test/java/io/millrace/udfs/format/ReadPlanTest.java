package io.millrace.udfs.format;

import static io.millrace.udfs.format.Read.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.RecordedData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the plan, what is refused and what is read of the wanted places is the same. */
class ReadPlanTest {
  private static final Object GONE = "gone";
  private static final List<List<String>> PATHS =
      List.of(List.of("a"), List.of("b", "c"), List.of("b", "ü"), List.of("d", "a", "b"));

  private final ReadPlan everything = ReadPlan.everything();
  private final ReadPlan some = ReadPlan.of(PATHS);
  private final ReadPlan nothing = ReadPlan.of(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2,\"b\":{\"c\":1,\"c\":[1]},\"x\":1,\"a\":3}",
        "{\"x\":{\"y\":[1e400]}}",
        "{\"x\":1e-400,\"y\":1E400}",
        "{\"a\":{\"b\":null},\"b\":[{\"c\":1,\"x\":2}],\"d\":\"t\"}",
        "{\"x\":\"\\ud800\\u00e4\",\"\\u0061\":\"escaped name\"}",
        "{\"x\":\"\u0001\"}",
        "{\"x\":\"\\q\"}",
        "{\"x\":[1,2,],\"a\":1}",
        "{\"x\":01}",
        "{\"a\":1}{}",
        "{\"a\":1",
        "{\"x\":[{",
        "[{\"a\":1,\"x\":2},{\"x\":3,\"a\":4}]",
        "\u0000\u0000{}",
        "{\u0000}",
        "\uFEFF{}",
        "",
        "3.5",
        "{\"\":{\"\":1}}"
      })
  void refusesAndReadsTheSame(String json) {
    assertSame(bytes(json));
    assertSame(bytes(json));
  }

  @Test
  void numbersThatNoTypeHoldsAreRefusedWhereNobodyReadsThem() {
    String digits = "9".repeat(400);
    for (String number : List.of(digits, "-" + digits, digits + ".5", "1e999", "0." + digits)) {
      assertSame(bytes("{\"x\":[" + number + "],\"a\":1}"));
    }
    assertThat(refusal(bytes("{\"x\":[1e999],\"a\":1}"), some))
        .isEqualTo(RefusalCode.MALFORMED_JSON);
  }

  @Test
  void depthIsBoundedWhereNobodyReads() {
    assertSame(bytes("{\"x\":" + "[".repeat(990) + "]".repeat(990) + "}"));
    assertSame(bytes("{\"x\":" + "[".repeat(1001) + "]".repeat(1001) + "}"));
    assertThat(refusal(bytes("{\"x\":" + "[".repeat(1001) + "]".repeat(1001) + "}"), some))
        .isEqualTo(RefusalCode.MALFORMED_JSON);
  }

  @Test
  void unreadValuesAreNotMade() throws Exception {
    assertThat(JsonDecoder.parse(bytes("{\"x\":{\"y\":1},\"a\":1,\"b\":{\"x\":1,\"c\":2}}"), some))
        .isEqualTo(Map.of("a", 1L, "b", Map.of("c", 2L)));
  }

  @Test
  void whatIsRememberedIsBounded() {
    for (int i = 0; i < 5000; i++) {
      assertSame(bytes("{\"n" + i + "\":" + i + ",\"a\":1,\"b\":{\"c\":2,\"m" + i + "\":3}}"));
    }
    assertThat(everything.remembers()).isFalse();
    assertSame(bytes("{\"new\":{\"a\":[{\"b\":1}],\"b\":2},\"a\":1,\"a\":2}"));
  }

  @Test
  void jsonTestSuite() throws Exception {
    int files = 0;
    for (String folder : List.of("test_parsing", "test_transform")) {
      try (Stream<Path> all =
          Files.list(RecordedData.folder("json-testsuite").resolve(folder)).sorted()) {
        for (Path file : (Iterable<Path>) all::iterator) {
          assertSame(Files.readAllBytes(file));
          files++;
        }
      }
    }
    assertThat(files).isGreaterThan(300);
  }

  @Test
  void randomDocumentsWholeAndBroken() {
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 40_000; i++) {
      byte[] document = bytes(document(random, 0));
      for (int broken = random.nextInt(3); broken > 0 && document.length > 0; broken--) {
        document[random.nextInt(document.length)] = (byte) random.nextInt(256);
      }
      refused += assertSame(document) ? 0 : 1;
    }
    assertThat(refused).isBetween(10_000, 30_000);
  }

  private static String document(Random random, int depth) {
    switch (random.nextInt(depth > 3 ? 5 : 8)) {
      case 0:
        return List.of("true", "false", "null", "[]", "{}").get(random.nextInt(5));
      case 1:
        return "\""
            + List.of("a", "ü", "\\n", "\\u00e4", "x y", "😀").get(random.nextInt(6))
            + "\"";
      case 2:
        return Long.toString(random.nextLong() >> random.nextInt(64));
      case 3:
        return Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
      case 4:
        return random.nextInt(-9999, 9999) + "." + random.nextInt(100_000);
      case 5:
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          elements.add(document(random, depth + 1));
        }
        return "[" + String.join(",", elements) + "]";
      default:
        List<String> fields = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
          String name = List.of("a", "b", "c", "d", "ü", "x", "\\u0061").get(random.nextInt(7));
          fields.add("\"" + name + "\" :" + document(random, depth + 1));
        }
        return "{" + String.join(", ", fields) + "}";
    }
  }

  /** Whether the document is accepted, in the same way with each plan. */
  private boolean assertSame(byte[] document) {
    String shown = new String(document, StandardCharsets.ISO_8859_1);
    Object full;
    try {
      full = JsonDecoder.parse(document);
    } catch (RefusedException e) {
      for (ReadPlan plan : List.of(everything, some, nothing)) {
        assertThat(refusal(document, plan)).as(shown).isEqualTo(e.code());
      }
      return false;
    }
    try {
      assertThat(JsonDecoder.parse(document, everything)).as(shown).isEqualTo(full);
      Object part = JsonDecoder.parse(document, some);
      for (List<String> path : PATHS) {
        assertThat(at(part, path)).as(shown + path).isEqualTo(at(full, path));
      }
      JsonDecoder.parse(document, nothing);
    } catch (RefusedException e) {
      throw new AssertionError(shown, e);
    }
    return true;
  }

  private static RefusalCode refusal(byte[] document, ReadPlan plan) {
    return Read.refusal(() -> JsonDecoder.parse(document, plan));
  }

  private static Object at(Object value, List<String> path) {
    Object at = value;
    for (String name : path) {
      if (!(at instanceof Map<?, ?> map) || !map.containsKey(name)) {
        return GONE;
      }
      at = map.get(name);
    }
    return at;
  }
}
