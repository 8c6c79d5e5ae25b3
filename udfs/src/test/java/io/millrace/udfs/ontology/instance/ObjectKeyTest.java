package io.millrace.udfs.ontology.instance;

import static io.millrace.udfs.ontology.Documents.document;
import static io.millrace.udfs.ontology.Documents.ontology;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {
  private static final ObjectKey ONE = key("'id'", "'id': {'type': 'string'}");
  private static final ObjectKey NUMBER = key("'id'", "'id': {'type': 'long'}");
  private static final ObjectKey TWO =
      key("['a', 'b']", "'a': {'type': 'string'}, 'b': {'type': 'string'}");

  private static ObjectKey key(String names, String properties) {
    return Shapes.of(
            ontology(
                document(
                    "'objectTypes': {'t': {'primaryKey': %s, 'properties': {%s}}}"
                        .formatted(names, properties))))
        .object("t")
        .key();
  }

  @Test
  void oneTextIsTheIdAsItIs() {
    assertThat(ONE.id(Map.of("id", "a~!b"))).isEqualTo("a~!b");
    assertThat(ONE.keyOf("a~!b").values()).isEqualTo(Map.of("id", "a~!b"));
    assertThat(NUMBER.id(Map.of("id", 7L))).isEqualTo("7");
    assertThat(NUMBER.keyOf("7").values()).isEqualTo(Map.of("id", 7L));
  }

  @Test
  void noTwoKeysHaveTheSameId() {
    List<String> texts = List.of("", "a", "~", "!", "a~", "~a", "!~", "~!", "a!", "!!", "~~");
    Set<String> ids = new HashSet<>();
    for (String a : texts) {
      for (String b : texts) {
        String id = TWO.id(Map.of("a", a, "b", b));
        assertThat(ids.add(id)).as(id).isTrue();
        assertThat(TWO.keyOf(id).values()).as(id).isEqualTo(Map.of("a", a, "b", b));
      }
    }
  }

  @Test
  void aKeyThatIsNotWholeHasNoId() {
    assertThat(TWO.id(Map.of("a", "x"))).isNull();
    assertThat(ONE.id(Map.of("id", " "))).isNull();
    assertThat(ONE.id(Map.of("id", "x".repeat(257)))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"007", "+7", "x", "7.0", "", "9223372036854775808"})
  void anIdThatTheKeyWouldNotGiveIsRefused(String id) {
    assertThat(NUMBER.keyOf(id).ok()).isFalse();
    assertThat(NUMBER.keyOf(id).values()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a~b~c", "a!~b", "a~b!"})
  void anIdWithOtherPartsIsRefused(String id) {
    assertThat(TWO.keyOf(id).violations())
        .extracting(v -> v.code().code())
        .containsExactly("bad-key");
  }

  @Test
  void keysOfEveryTypeComeBack() {
    ObjectKey key =
        key(
            "['i', 'd', 'm', 'e', 'f', 't']",
            """
            'i': {'type': 'integer'}, 'd': {'type': 'date'}, 'f': {'type': 'boolean'},
            'm': {'type': 'decimal', 'scale': 2}, 'e': {'type': 'enum', 'values': ['x', 'y']},
            't': {'type': 'duration'}""");
    Map<String, Object> values =
        Map.of("i", 3L, "d", "2024-02-29", "m", "1.50", "e", "y", "f", false, "t", 90L);
    assertThat(key.id(values)).isEqualTo("3~2024-02-29~1.50~y~false~90");
    assertThat(key.keyOf(key.id(values)).values()).isEqualTo(values);
    assertThat(key.keyOf("3~2024-02-29~1.5~y~false~90").ok()).isFalse();
  }
}
