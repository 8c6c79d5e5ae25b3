package io.millrace.udfs.expression.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.udfs.expression.ExpressionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
  private static final Map<String, Object> GATEWAY = gateway();

  private static Map<String, Object> gateway() {
    Map<String, Object> gateway = new LinkedHashMap<>();
    gateway.put("id", "gw-1");
    gateway.put(
        "sensors",
        List.of(
            sensor("t1", 21.5, "indoor"), sensor("t2", -4L, "outdoor"), Map.of("name", "broken")));
    gateway.put("n", List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L));
    gateway.put("o'k \u263a", true);
    gateway.put("none", null);
    gateway.put("limit", 0L);
    gateway.put("deep", Map.of("name", "inner", "list", List.of(List.of(1L), List.of(2L))));
    gateway.put("mixed", Arrays.asList(null, true, "b", 1L, 1.0, List.of(), Map.of()));
    return gateway;
  }

  private static Map<String, Object> sensor(String name, Object value, String place) {
    Map<String, Object> sensor = new LinkedHashMap<>();
    sensor.put("name", name);
    sensor.put("value", value);
    sensor.put("place", place);
    return sensor;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          $.id                                          ; [gw-1]
          $['id']                                       ; [gw-1]
          $["id"]                                       ; [gw-1]
          $['o\\'k \\u263A']                            ; [true]
          $["o'k \\u263a"]                              ; [true]
          $ .id                                         ; [gw-1]
          $.none                                        ; [null]
          $.gone                                        ; []
          $.id.x                                        ; []
          $.n[0]                                        ; [0]
          $.n[-1]                                       ; [6]
          $.n[7]                                        ; []
          $.n[-8]                                       ; []
          $.n[0,2,0]                                    ; [0, 2, 0]
          $.n[1:3]                                      ; [1, 2]
          $.n[5:]                                       ; [5, 6]
          $.n[:2]                                       ; [0, 1]
          $.n[1:5:2]                                    ; [1, 3]
          $.n[5:1:-2]                                   ; [5, 3]
          $.n[::-1]                                     ; [6, 5, 4, 3, 2, 1, 0]
          $.n[:-5:-1]                                   ; [6, 5, 4, 3]
          $.n[-3:]                                      ; [4, 5, 6]
          $.n[ 1 : 3 ]                                  ; [1, 2]
          $.n[::0]                                      ; []
          $.n[9007199254740991:]                        ; []
          $.n[-9007199254740991:2:9007199254740991]     ; [0]
          $.sensors[*].name                             ; [t1, t2, broken]
          $.sensors[*]['name','value']                  ; [t1, 21.5, t2, -4, broken]
          $..name                                       ; [t1, t2, broken, inner]
          $.deep..[0]                                   ; [[1], 1, 2]
          $.deep.list[*][*]                             ; [1, 2]
          $.sensors[?@.value].name                      ; [t1, t2]
          $.sensors[?!@.value].name                     ; [broken]
          $.sensors[?@.value > 0].name                  ; [t1]
          $.sensors[?@.value<=21.5].name                ; [t1, t2]
          $.sensors[?@.value > $.limit].name            ; [t1]
          $.sensors[?@.value < 0 || @.name == 'broken'].name ; [t2, broken]
          $.sensors[?(@.value < 0 || @.value > 0) && @.place == "indoor"].name ; [t1]
          $.sensors[?!(@.value < 0)].name               ; [t1, broken]
          $.sensors[?@.gone == @.absent].name           ; [t1, t2, broken]
          $.sensors[?@.gone != 1].name                  ; [t1, t2, broken]
          $.sensors[?@.gone <= 1].name                  ; []
          $.sensors[?@['name'] == 't2'].value           ; [-4]
          $.sensors[?match(@.name, 't.')].name          ; [t1, t2]
          $.sensors[?match(@.place, 'door')].name       ; []
          $.sensors[?search(@.place, '^?o+r')].name     ; [t1, t2]
          $.sensors[?search(@.name, '[')].name          ; []
          $.sensors[?length(@) == 1].name               ; [broken]
          $.sensors[?length(@.name) < 3].name           ; [t1, t2]
          $.sensors[?count(@.*) == 3].name              ; [t1, t2]
          $.sensors[?value(@..place) == 'outdoor'].name ; [t2]
          $.mixed[?@ == null]                           ; [null]
          $.mixed[?@ == 1]                              ; [1, 1.0]
          $.mixed[?@ == true]                           ; [true]
          $.mixed[?@ < 'c']                             ; [b]
          $.mixed[?@ > false]                           ; []
          $.mixed[?@ >= true]                           ; [true]
          $.mixed[?@ == -0]                             ; []
          $.n[?@ == 1e0, ?@ > 5]                        ; [1, 6]
          """)
  void finds(String path, String found) throws Exception {
    assertThat(JsonPath.parse(path).select(GATEWAY)).hasToString(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "id",
        "$.",
        "$..",
        "$.1",
        "$['a",
        "$[a]",
        "$[01]",
        "$[-0]",
        "$[1.0]",
        "$[]",
        "$[1,]",
        "$.a b",
        " $",
        "$ ",
        "$[9007199254740992]",
        "$['\\x']",
        "$['\\uD800']",
        "$['\\'\"",
        "$[?]",
        "$[?1]",
        "$[?@.a == ]",
        "$[?@.* == 1]",
        "$[?@..a == 1]",
        "$[?length(@.a)]",
        "$[?count(1) == 1]",
        "$[?match(@.a, 'b') == true]",
        "$[?match(@.a)]",
        "$[?unknown(@)]",
        "$[?@.a = 1]",
        "$[?(@.a]",
        "$[?!@.a == 1]",
        "$[?@.a == 01]",
        "$[?@.a == 1.]",
        "$[?'a']",
        "$[?true]",
        "$[?count(@.a == 1)]",
        "$.a[",
        "$[1:2:3:4]"
      })
  void refuses(String path) {
    assertThatThrownBy(() -> JsonPath.parse(path))
        .isInstanceOfSatisfying(ExpressionException.class, e -> assertThat(e.missing()).isFalse());
  }

  @Test
  void refusesNestingThatWouldOverflowTheStack() {
    String deep = "$[?" + "(".repeat(400) + "@.a" + ")".repeat(400) + "]";
    assertThatThrownBy(() -> JsonPath.parse(deep)).isInstanceOf(ExpressionException.class);
    String filters = "$" + "[?@".repeat(300) + "]".repeat(300);
    assertThatThrownBy(() -> JsonPath.parse(filters)).isInstanceOf(ExpressionException.class);
    String calls = "$[?" + "length(".repeat(120) + "@" + ")".repeat(120) + " == 1]";
    assertThatThrownBy(() -> JsonPath.parse(calls)).isInstanceOf(ExpressionException.class);
  }

  @Test
  void stopsWhenMoreIsFoundThanFits() throws Exception {
    List<Object> wide = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      wide.add(List.of(1L, 2L, 3L));
    }
    String times10 = "[*,*,*,*,*,*,*,*,*,*]";
    assertThat(JsonPath.parse("$" + times10).select(wide)).hasSize(10_000);
    assertThatThrownBy(() -> JsonPath.parse("$" + times10 + times10).select(wide))
        .isInstanceOfSatisfying(ExpressionException.class, e -> assertThat(e.missing()).isFalse())
        .hasMessageContaining("more than");
  }

  @Test
  void refusesValuesNestedTooDeep() throws Exception {
    Object value = List.of();
    for (int i = 0; i < 5_000; i++) {
      value = List.of(value);
    }
    Object deep = value;
    JsonPath path = JsonPath.parse("$..a");
    assertThatThrownBy(() -> path.select(deep)).isInstanceOf(ExpressionException.class);
  }
}
