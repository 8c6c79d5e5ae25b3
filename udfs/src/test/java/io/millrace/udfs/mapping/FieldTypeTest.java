package io.millrace.udfs.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FieldTypeTest {
  @Test
  void castsWhatLosesNothing() {
    assertThat(FieldType.LONG.cast(3.0)).isEqualTo(3L);
    assertThat(FieldType.LONG.cast(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(FieldType.DOUBLE.cast(3L)).isEqualTo(3.0);
    assertThat(FieldType.DOUBLE.cast(1L << 53)).isEqualTo(0x1p53);
    assertThat(FieldType.STRING.cast(3L)).isEqualTo("3");
    assertThat(FieldType.BOOLEAN.cast(true)).isEqualTo(true);
    assertThat(FieldType.TIMESTAMP.cast(0L)).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(FieldType.TIMESTAMP.cast("2026-01-01T01:00:00+01:00"))
        .isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void refusesWhatIsLossyOrAnotherType() {
    assertThat(FieldType.LONG.cast(3.5)).isNull();
    assertThat(FieldType.LONG.cast(0x1p60)).isNull();
    assertThat(FieldType.LONG.cast("3")).isNull();
    assertThat(FieldType.DOUBLE.cast((1L << 53) + 1)).isNull();
    assertThat(FieldType.DOUBLE.cast(Long.MIN_VALUE)).isNull();
    assertThat(FieldType.DOUBLE.cast("3.0")).isNull();
    assertThat(FieldType.DOUBLE.cast(Double.NaN)).isNull();
    assertThat(FieldType.STRING.cast(3.5)).isNull();
    assertThat(FieldType.STRING.cast(List.of())).isNull();
    assertThat(FieldType.BOOLEAN.cast("true")).isNull();
    assertThat(FieldType.TIMESTAMP.cast("2026-01-01")).isNull();
    assertThat(FieldType.TIMESTAMP.cast(1.5)).isNull();
  }
}
