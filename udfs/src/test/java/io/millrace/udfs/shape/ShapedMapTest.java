package io.millrace.udfs.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapedMapTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 9, 100})
  void isAMapOfItsKeys(int size) {
    Map<String, Object> expected = new LinkedHashMap<>();
    Shape shape = Shape.empty(size);
    Object[] values = new Object[size + 3];
    for (int i = 0; i < size; i++) {
      shape = shape.with("k" + i);
      values[i] = i % 3 == 0 ? null : i;
      expected.put("k" + i, values[i]);
    }
    ShapedMap map = new ShapedMap(shape, values);
    assertThat(map).isEqualTo(expected).hasSameHashCodeAs(expected);
    assertThat(expected).isEqualTo(map);
    assertThat(map.keySet()).containsExactlyElementsOf(expected.keySet());
    assertThat(map.containsKey("k" + size)).isFalse();
    assertThat((Object) map.get("k" + size)).isNull();
    assertThat(map.containsKey("k0")).isEqualTo(size > 0);
  }

  @Test
  void cannotBeChanged() {
    ShapedMap map = new ShapedMap(Shape.of("a"), 1);
    assertThatThrownBy(() -> map.put("a", 2)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void mapsOfTheSameKeysShareTheirShape() {
    Shape empty = Shape.empty(10);
    assertThat(empty.with("a").with("b")).isSameAs(empty.with("a").with("b"));
    assertThat(empty.with("b").with("a")).isNotSameAs(empty.with("a").with("b"));
  }

  @Test
  void aTreeStopsAtItsLimit() {
    Shape empty = Shape.empty(2);
    Shape known = empty.with("a").with("b");
    assertThat(known.with("c")).isNull();
    assertThat(empty.with("c")).isNull();
    assertThat(empty.with("a").with("b")).isSameAs(known);
  }

  @Test
  void aKeyTwiceIsRefused() {
    assertThatThrownBy(() -> Shape.of("a", "b", "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Twice: a");
  }

  @Test
  void aPlaceFollowsTheShape() {
    KeyPlace b = new KeyPlace("b");
    Shape first = Shape.of("a", "b");
    Shape second = Shape.of("b");
    assertThat(b.in(first)).isEqualTo(1);
    assertThat(b.in(second)).isZero();
    assertThat(b.in(Shape.of("c"))).isNegative();
    assertThat(b.in(first)).isEqualTo(1);
  }
}
